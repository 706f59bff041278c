"""Names and numbers as a typesetter sets them."""

import pytest
from django.template import engines

from feedback_site.kit.templatetags.site import breakable, typeset


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("feedback.custom_field_saved #7", "feedback.<wbr>custom_<wbr>field_<wbr>saved #7"),
        ("a/b@c.example", "a/<wbr>b@<wbr>c.<wbr>example"),
        ("end. Next", "end. Next"),
        ("<b>.x", "&lt;b&gt;.x"),
    ],
)
def test_a_technical_name_breaks_at_its_seams(name, shown):
    assert breakable(name) == shown


@pytest.mark.parametrize(
    ("said", "set_as"),
    [
        ("Mean 6 (6 to 7, n = 186)", "Mean 6 (6 to 7, n\xa0=\xa0186)"),
        ("净推荐值-4（n = 8）", "净推荐值−4（n\xa0=\xa08）"),
        ("4 (95% interval -8 to 16)", "4 (95% interval −8 to 16)"),
        ("2026-11-23, well-known, - 4, mean = 8", "2026-11-23, well-known, - 4, mean = 8"),
    ],
)
def test_numbers_keep_their_n_and_their_minus(said, set_as):
    assert typeset(said) == set_as


def test_what_was_escaped_is_not_escaped_again():
    template = engines["django"].from_string("{% load site %}{% filter typeset %}{{ title }} n = 3{% endfilter %}")
    assert template.render({"title": "<b>"}) == "&lt;b&gt; n\xa0=\xa03"
