"""Recorded mails of many charsets and faults are read as the recorded trees say."""

from feedback.rules.mail.parse import parse
from tests.feedback.rules.mail.trees import agree, own_facts, recorded, tree_facts
from tests.support.cases import case_file

DEVIATIONS = {
    "malformed/007": "the tree takes --ab-- for the end of boundary a; a boundary is the whole line (RFC 2046 §5.1.1)",
    "malformed/008": "the tree takes --ab for boundary a, the other way round",
    "thirdparty/015": "two attached mails whose bodies were cut out swallow their neighbours in the tree; "
    "the outer boundary, which is closed, ends them (RFC 2046 §5.1.2)",
}


def cases():
    folder = case_file("mail/parse/eml")
    return sorted(str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.eml"))


def test_mails_are_read_as_recorded():
    names = cases()
    different = {name for name in names if not agrees(name)}
    assert different == set(DEVIATIONS)
    assert len(names) == 72
    assert len(different) / len(names) <= 0.05


def agrees(name):
    raw, tree = recorded(name)
    return agree(own_facts(parse(raw)), tree_facts(tree))
