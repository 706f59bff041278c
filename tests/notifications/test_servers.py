"""Mail servers of every sort: with TLS and a password only, with a false certificate, with nobody at an address."""

import datetime as dt
import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from feedback_site.kit import clock
from notifications.actions.retry_delivery import retry_deliveries
from notifications.actions.send_mail import send_mail
from notifications.actions.stop_mails import start_mails, stop_mails
from notifications.models import Delivery, Topic, UndeliverableAddress
from notifications.rules.addresses import address_hash
from notifications.rules.refusals import dead_status
from tests.notifications.conftest import Letterbox
from tests.support.ports import free_port

pytestmark = pytest.mark.django_db
HOST = "localhost"
USER, PASSWORD = b"site", b"a long password"


def certificate(folder):
    """Sign one for this host; returns where it and its key lie."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    today = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(today - dt.timedelta(days=1))
    builder = builder.not_valid_after(today + dt.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made, private = folder / "server.pem", folder / "server.key"
    made.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.TraditionalOpenSSL
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return made, private


@pytest.fixture
def trusted(strict, monkeypatch):
    """The same server, vouched for."""
    monkeypatch.setenv("SSL_CERT_FILE", str(strict.certificate))
    return strict


@pytest.fixture
def strict(settings, tmp_path):
    """A server that takes nothing before TLS and a password; returns its letterbox, with the certificate's place."""
    made, private = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, private)
    box = Letterbox()
    box.certificate = made

    def check(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=data == LoginPassword(USER, PASSWORD), handled=False)

    controller = Controller(
        box,
        hostname=HOST,
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=check,
    )
    controller.start()
    settings.EMAIL_URL = "smtp+tls://site:…@localhost"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = HOST, controller.port, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = USER.decode(), PASSWORD.decode()
    yield box
    controller.stop()


def told():
    return Delivery.objects.values_list("state", "attempts").get(), Delivery.objects.get().error


def test_tls_and_a_password_lead_in(trusted, make_mail):
    make_mail()
    assert (send_mail(), len(trusted.mails)) == (1, 1)


def test_a_certificate_that_nobody_vouches_for_gets_neither_mail_nor_password(strict, make_mail):
    make_mail()
    assert send_mail() == 0
    assert told()[0] == ("queued", 1)
    assert "CERTIFICATE_VERIFY_FAILED" in told()[1]


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"EMAIL_HOST_PASSWORD": "wrong"}, "535"), ({"EMAIL_HOST_USER": ""}, "530"), ({"EMAIL_USE_TLS": False}, "AUTH")],
)
def test_what_an_administrator_has_to_mend_waits(trusted, make_mail, settings, changed, why):
    for name, value in changed.items():
        setattr(settings, name, value)
    make_mail()
    with clock.at(clock.now()):
        assert send_mail() == 0
    assert told()[0] == ("queued", 1)
    assert why in told()[1]
    assert trusted.mails == []


def test_a_batch_is_one_connection(mail_server, make_mail):
    sessions = set()
    taken = mail_server.handle_DATA

    async def count(server, session, envelope):
        sessions.add(id(session))
        return await taken(server, session, envelope)

    mail_server.handle_DATA = count
    make_mail(20)
    assert (send_mail(), len(sessions)) == (20, 1)


# ---------------------------------------------------------------- nobody there
def test_an_address_that_the_server_says_is_nobodys_is_marked(mail_server, make_mail):
    (row,) = make_mail()
    mail_server.at_recipient = "550 5.1.1 <rosa@example.org>: Recipient address rejected: User unknown"
    assert send_mail() == 0
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "refused")
    marked = UndeliverableAddress.objects.get()
    assert (marked.address, marked.status) == ("rosa@example.org", "5.1.1")
    (later,) = make_mail()
    assert (later.state, later.reason) == ("suppressed", "undeliverable")


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        (550, "5.1.1 User unknown", "5.1.1"),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound", "5.1.10"),
        (550, "5.2.1 The mailbox is disabled", "5.2.1"),
        (550, "5.1.1 Relaying denied", ""),
        (550, "5.7.1 Blocked for spam", ""),
        (550, "5.1.8 Bad sender's address", ""),
        (552, "5.2.2 Mailbox full", ""),
        (550, "No such user", ""),
        (450, "5.1.1 later", ""),
        (450, "4.1.1 later", ""),
    ],
)
def test_only_a_dead_address_is_dead(code, text, status):
    assert dead_status(code, text) == status


# ---------------------------------------------------------------- sent again by hand
def test_what_its_receiver_has_stopped_is_not_sent_again_by_hand(mail_server, make_mail):
    who = {"topic": Topic.SURVEY, "address_hash": address_hash("rosa@example.org")}
    stop_mails(**who)
    make_mail(topic=Topic.SURVEY)
    assert Delivery.objects.get().reason == "unsubscribed"
    assert retry_deliveries(Delivery.objects.all()) == 0
    start_mails(**who)
    assert retry_deliveries(Delivery.objects.all()) == 1
