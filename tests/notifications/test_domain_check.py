"""SPF, DKIM and DMARC: what is wrong, in plain words; without an answer nothing is claimed."""

import socket

import dns.resolver
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.management import call_command

from notifications.queries import domain_check
from notifications.queries.domain_check import WORDS, check_domain, texts_at
from notifications.queries.signing_keys import signing_keys
from notifications.rules.domain_records import Verdict, judge_dkim, judge_dmarc, judge_spf


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ([], "spf_missing"),
        (["google-site-verification=x", "v=spf10 -all"], "spf_missing"),
        (["v=spf1 mx -all"], "good"),
        (["V=SPF1 include:_spf.example.org -ALL"], "good"),
        (["v=spf1 redirect=_spf.example.org"], "good"),
        (["v=spf1 mx ~all"], "spf_soft"),
        (["v=spf1 mx +all"], "spf_all"),
        (["v=spf1 all"], "spf_all"),
        (["v=spf1 mx ?all"], "spf_open_end"),
        (["v=spf1 mx"], "spf_open_end"),
        (["v=spf1 -all", "v=spf1 mx -all"], "spf_two"),
        (["v=spf1 " + "include:a.example " * 11 + "-all"], "spf_lookups"),
        (["v=spf1 ip4:192.0.2.1 " + "ip4:192.0.2.2 " * 30 + "-all"], "good"),
    ],
)
def test_spf(records, verdict):
    assert judge_spf("example.org", records).verdict == verdict


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ([], "dkim_missing"),
        (["v=DKIM1; k=rsa; p=AB CD"], "good"),
        (["p=ABCD"], "good"),
        (["v=DKIM1; p="], "dkim_revoked"),
        (["v=DKIM1; p=WXYZ"], "dkim_other"),
    ],
)
def test_dkim(records, verdict):
    assert judge_dkim("s1._domainkey.example.org", records, "ABCD").verdict == verdict


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ([], "dmarc_missing"),
        (["v=DMARC1; p=reject; rua=mailto:a@example.org"], "good"),
        (["v=DMARC1;p=quarantine"], "good"),
        (["v=DMARC1; p=none"], "dmarc_none"),
        (["v=DMARC1"], "dmarc_broken"),
        (["v=DMARC1; p=maybe"], "dmarc_broken"),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], "dmarc_two"),
    ],
)
def test_dmarc(records, verdict):
    assert judge_dmarc("_dmarc.example.org", records).verdict == verdict


@pytest.mark.parametrize(
    ("records", "place", "verdict"),
    [
        ({}, "_dmarc.news.example.org", "dmarc_missing"),
        ({"_dmarc.org": ["v=DMARC1; p=reject"]}, "_dmarc.news.example.org", "dmarc_missing"),
        ({"_dmarc.example.org": ["v=DMARC1; p=reject"]}, "_dmarc.example.org", "good"),
        ({"_dmarc.example.org": ["v=DMARC1; p=reject; sp=none"]}, "_dmarc.example.org", "dmarc_none"),
        ({"_dmarc.example.org": None}, "_dmarc.example.org", "unanswered"),
        (
            {"_dmarc.news.example.org": ["v=DMARC1; p=none; sp=reject"], "_dmarc.example.org": ["v=DMARC1; p=reject"]},
            "_dmarc.news.example.org",
            "dmarc_none",
        ),
    ],
)
def test_a_domain_below_another_has_its_dmarc(settings, records, place, verdict):
    settings.DEFAULT_FROM_EMAIL = "Huiyin <hi@news.example.org>"
    found = check_domain(lambda name: records.get(name, []))[-1]
    assert (found.what, found.place, found.verdict) == ("DMARC", place, verdict)


def test_every_verdict_has_words():
    assert set(WORDS) == set(Verdict)


def test_the_key_in_the_dns_is_compared_with_ours(settings):
    key = rsa.generate_private_key(65537, 2048)
    settings.DEFAULT_FROM_EMAIL = "Huiyin <hi@example.org>"
    settings.MAIL_DKIM_SELECTOR = "s1"
    settings.MAIL_DKIM_KEY = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode()
    records = {
        "example.org": ["v=spf1 mx -all"],
        "s1._domainkey.example.org": [f"v=DKIM1; k=rsa; p={signing_keys()[0].public}"],
        "_dmarc.example.org": None,
    }
    assert [finding.verdict for finding in check_domain(records.get)] == ["good", "good", "unanswered"]


def test_offline_nothing_is_claimed(monkeypatch):
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # a name server that never answers
    silent.bind(("127.0.0.1", 0))
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], silent.getsockname()[1]
    monkeypatch.setattr(dns.resolver, "Resolver", lambda: resolver)
    monkeypatch.setattr(domain_check, "SECONDS", 0.2)
    assert texts_at("example.org") is None
    silent.close()


def test_a_sender_without_a_domain_is_said(client_for, ada, capsys):
    call_command("check_mail_domain")
    assert capsys.readouterr().out.count("MAIL_FROM names no domain of the internet") == 3
    page = client_for(ada).get("/console/mail/domain/").content.decode()
    assert page.count("MAIL_FROM names no domain of the internet") == 3
