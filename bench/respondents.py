"""Respondents: each new, with a connection and cookies of their own, who gets a page and posts it."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from urllib.parse import urlencode

FIELD = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="?([^"\s>]*)"?')
LED_ON = (302, 303)


@dataclass(frozen=True)
class Journeys:
    """How fast one round went: journeys a second and milliseconds of each."""

    rate: float
    p50: float
    p95: float


def walk(port: int, path: str, *, clients: int, journeys: int) -> Journeys:
    """Let so many clients at once walk so many journeys in all."""
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = list(pool.map(lambda _number: _journey(port, path), range(journeys)))
    rate = journeys / (time.perf_counter() - start)
    return Journeys(rate, median(times), quantiles(times, n=20)[-1])


def _journey(port: int, path: str) -> float:
    start = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": "localhost"})
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or [])
    headers = {"Host": "localhost", "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, body=urlencode(_filled_in(page)), headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status not in LED_ON:
        message = f"{path} answered {answer.status}, so there is nothing to measure"
        raise RuntimeError(message)
    return (time.perf_counter() - start) * 1000


def _filled_in(page: str) -> list[tuple[str, str]]:
    """Every hidden field, and the last choice of each question."""
    hidden, chosen = [], {}
    for tag in FIELD.findall(page):
        found = dict(ATTRIBUTE.findall(tag))
        if found.get("type") == "hidden":
            hidden.append((found["name"], found.get("value", "")))
        elif found.get("type") == "radio":
            chosen[found["name"]] = found["value"]
    return [*hidden, *chosen.items(), ("go", "next")]
