"""Between a name and what is said of it stands one mark, in both languages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

CASES = [
    ("en", "Title", ": "),
    ("en", "Which dish?", " "),
    ("en", "哪道菜？", " "),
    ("zh-hans", "标题", "："),
    ("zh-hans", "哪道菜？", ""),
    ("zh-hans", "Which dish?", " "),
    ("zh-hans", "待续…", " "),
    ("zh-hans", "", "："),
]


@pytest.mark.parametrize(("language", "words", "mark"), CASES)
def test_one_mark(language, words, mark):
    with override(language):
        drawn = Template("{% load site %}[{% colon words %}]").render(Context({"words": words}))
    assert drawn == f"[{mark}]"
