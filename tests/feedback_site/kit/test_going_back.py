"""What a browser may show again does not vary with the cookie that it sets itself."""

from django.http import HttpResponse

from feedback_site.kit.going_back import forget_cookies, may_come_back


def test_only_marked_pages_forget_cookies():
    kept, other = (HttpResponse(headers={"Vary": "Cookie, Accept-Language"}) for _ in range(2))
    may_come_back(kept)
    for page in (kept, other):
        forget_cookies(page)
    assert (kept["Vary"], kept["Cache-Control"]) == ("Accept-Language", "private, no-cache")
    assert (other["Vary"], other.has_header("Cache-Control")) == ("Cookie, Accept-Language", False)
