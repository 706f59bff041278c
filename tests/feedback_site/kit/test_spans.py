"""How long ago something was, in both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from feedback_site.kit.templatetags.site import span


@pytest.mark.parametrize(
    ("language", "hours", "said"),
    [
        ("en", 3, "3\xa0hours"),
        ("en", 28, "1\xa0day, 4\xa0hours"),
        ("zh-hans", 3, "3小时"),
        ("zh-hans", 28, "1天4小时"),
        ("zh-hans", 24 * 70, "2个月1周"),
    ],
)
def test_no_comma_where_a_language_has_none(language, hours, said):
    with translation.override(language):
        assert span(timezone.now() - timedelta(hours=hours, minutes=0)) == said
