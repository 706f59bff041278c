"""pyxform's own cases: what it refuses is refused in its words, all else is imported or refused by row.

The cases lie in ../shared/cases; where they are absent these tests say so and skip.
"""

from collections import Counter

import pytest

from surveys.rules.definition import Refused, import_definition
from surveys.rules.exchange.xlsform.importing import import_xlsform
from tests.support.cases import case_file, json_cases

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
IMPORTED = {"choice_filter_test.xlsx", "extra_columns.xlsx", "extra_sheet_names.xlsx", "group.xlsx",
            "specify_other.md", "specify_other.xlsx", "survey_no_name.xlsx", "text_and_integer.csv",
            "text_and_integer.xlsx", "utf_csv.csv", "yes_or_no_question.csv", "yes_or_no_question.md"}  # fmt: skip


def outcome(content, kind):
    try:
        brought = import_xlsform(content, kind)
    except Refused as refused:
        return None, refused.findings
    import_definition(brought.definition)
    return brought, []


@pytest.mark.slow
def test_all_cases(capsys):
    counts, unsaid = Counter(), []
    for case in json_cases("xlsform/markdown_forms.jsonl"):
        brought, findings = outcome(case["md"].encode(), ".md")
        said = " ".join(finding.message for finding in findings)
        counts["refused by pyxform" if case["errored"] else "imported" if brought else "refused by us"] += 1
        if case["errored"] and not (findings and all(part in said for part in case.get("error__contains", []))):
            unsaid.append(case["test"])
        if not brought and not all(finding.path for finding in findings if finding.code != "unreadable_file"):
            unsaid.append(case["test"])
    with capsys.disabled():
        print(f"\nXLSForm cases: {dict(counts)}")
    assert unsaid == []
    assert counts == {"refused by pyxform": 253, "imported": 223, "refused by us": 461}


def test_all_files():
    files = sorted(case_file("xlsform/files").iterdir())
    found = {file.name: outcome(file.read_bytes(), file.suffix) for file in files}
    assert {name for name, (brought, _) in found.items() if brought} == IMPORTED
    assert all(findings and all(f.message for f in findings) for brought, findings in found.values() if not brought)
