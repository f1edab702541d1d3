"""Passwords, second factors and invitations, from end to end: with a mail server, an authenticator and a security key."""

import base64
import os
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from conftest import KINDS, RUNNING, made_database
from mailbox import Mailbox
from server import Tsubame, log_in
from soft_webauthn import SoftWebauthnDevice

pytestmark = pytest.mark.skipif(bool(RUNNING), reason="needs servers of its own")

ORIGIN = "https://studio.example.com"
PASSWORD = "a-long-password"


def started(kind, folder, settings, with_administrator=True):
    server = Tsubame(Path(os.environ["TSUBAME_BINARY"]).resolve(), folder, made_database(kind, folder))
    server.environment.update(settings)
    try:
        server.start()
        if with_administrator:
            server.make_administrator()
    except BaseException:
        server.close()
        raise
    return server


@pytest.fixture(scope="module")
def mailbox():
    box = Mailbox().start()
    yield box
    box.close()


@pytest.fixture(scope="module", params=KINDS)
def studio(request, tmp_path_factory, mailbox):
    server = started(request.param, tmp_path_factory.mktemp("accounts"), mailbox.settings())
    yield server
    server.close()


class Someone:
    def __init__(self, studio, **fields):
        self.studio = studio
        self.email = f"{uuid.uuid4().hex[:8]}@example.com"
        self.password = PASSWORD
        with log_in(studio) as administrator:
            answer = administrator.post(studio.url + "/data/persons", json={
                "first_name": "Åsa", "last_name": "Test", "email": self.email, "password": self.password,
                "role": "user", **fields})
        assert answer.status_code == 201, answer.text
        self.id = answer.json()["id"]

    def login(self, **proof):
        body = {"email": self.email, "password": self.password, **proof}
        return requests.post(self.studio.url + "/auth/login", json=body)

    def session(self):
        return log_in(self.studio, self.email, self.password)


def linked(text):
    """Address and token of the link in a mail."""
    link = re.search(r"https://\S+", text).group(0)
    assert link.startswith(ORIGIN + "/reset-change-password?"), link
    query = parse_qs(urlsplit(link).query)
    return query["email"][0], query["token"][0]


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_opens_once(studio, mailbox):
    someone = Someone(studio)
    old = someone.session()

    answer = requests.post(studio.url + "/auth/reset-password", json={"email": someone.email})
    subject, text = mailbox.take(someone.email)
    address, token = linked(text)
    body = {"email": address, "token": token, "password": "another-password", "password2": "another-password"}
    first = requests.put(studio.url + "/auth/reset-password", json=body)
    second = requests.put(studio.url + "/auth/reset-password", json=body)
    someone.password = "another-password"

    assert (answer.status_code, answer.json()) == (200, {"success": "Reset token sent"})
    assert "password recovery" in subject and "Åsa" in text
    assert (first.status_code, second.status_code) == (200, 400)
    assert second.json()["message"] == "Wrong or expired token."
    assert old.get(studio.url + "/auth/authenticated").status_code == 401
    assert someone.login().status_code == 200
    assert "password changed" in mailbox.take(someone.email)[0]


def test_nobody_hears_whether_an_address_is_known(studio):
    someone = Someone(studio)

    answers = [requests.post(studio.url + "/auth/reset-password", json={"email": address})
               for address in (someone.email, "nobody@example.com")]

    assert answers[0].content == answers[1].content
    assert abs(answers[0].elapsed - answers[1].elapsed).total_seconds() < 0.1


def test_an_invitation_speaks_the_persons_language(studio, mailbox):
    someone = Someone(studio, locale="fr_FR")

    with log_in(studio) as administrator:
        answer = administrator.get(studio.url + f"/actions/persons/{someone.id}/invite")
    subject, text = mailbox.take(someone.email)

    assert (answer.status_code, answer.json()) == (200, {"success": True, "message": "Email sent"})
    assert subject.startswith("Vous êtes invité") and "Bonjour Åsa" in text
    assert linked(text)[0] == someone.email


def test_codes_by_mail_are_a_second_factor(studio, mailbox):
    someone = Someone(studio)
    session = someone.session()

    session.put(studio.url + "/auth/email-otp").raise_for_status()
    code = re.search(r"\b\d{6}\b", mailbox.take(someone.email)[1]).group(0)
    enabled = session.post(studio.url + "/auth/email-otp", json={"email_otp": code})
    missing = someone.login()
    requests.get(studio.url + "/auth/email-otp", params={"email": someone.email}).raise_for_status()
    code = re.search(r"\b\d{6}\b", mailbox.take(someone.email)[1]).group(0)
    right, again = someone.login(email_otp=code), someone.login(email_otp=code)

    assert enabled.status_code == 200 and len(enabled.json()["otp_recovery_codes"]) == 16
    assert missing.json()["missing_OTP"] is True
    assert missing.json()["two_factor_authentication_enabled"] == ["recovery_code", "email_otp"]
    assert (right.status_code, again.status_code) == (200, 400)
    assert again.json()["wrong_OTP"] is True


def test_an_authenticator_is_a_second_factor_and_recovery_codes_replace_it_once(studio):
    someone = Someone(studio)
    session = someone.session()

    totp = pyotp.TOTP(session.put(studio.url + "/auth/totp").json()["otp_secret"])
    codes = session.post(studio.url + "/auth/totp", json={"totp": totp.now()}).json()["otp_recovery_codes"]

    assert someone.login(totp=totp.now()).status_code == 200
    assert someone.login(totp="000000").json()["wrong_OTP"] is True
    assert [someone.login(recovery_code=codes[0]).status_code for _ in range(2)] == [200, 400]


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def binary(data):
    return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))


def registration(key, options, origin=ORIGIN):
    made = key.create({"publicKey": {
        "rp": options["rp"], "user": {**options["user"], "id": binary(options["user"]["id"])},
        "challenge": binary(options["challenge"]), "attestation": "none",
        "pubKeyCredParams": options["pubKeyCredParams"][:1]}}, origin)
    return {"id": text(made["rawId"]), "rawId": text(made["rawId"]), "type": "public-key",
            "response": {name: text(made["response"][name]) for name in ("clientDataJSON", "attestationObject")}}


def assertion(key, options, origin=ORIGIN):
    made = key.get({"publicKey": {
        "rpId": options["rpId"], "challenge": binary(options["challenge"]),
        "allowCredentials": options["allowCredentials"]}}, origin)
    return {"id": text(made["rawId"]), "rawId": text(made["rawId"]), "type": "public-key",
            "response": {name: text(made["response"][name])
                         for name in ("clientDataJSON", "authenticatorData", "signature")}}


def test_a_security_key_is_a_second_factor(studio):
    someone, key = Someone(studio), SoftWebauthnDevice()
    session = someone.session()

    def asked():
        return requests.get(studio.url + "/auth/fido", params={"email": someone.email}).json()

    options = session.put(studio.url + "/auth/fido").json()
    body = {"device_name": "Desk", "registration_response": registration(key, options)}
    elsewhere = {"device_name": "Desk", "registration_response":
                 registration(SoftWebauthnDevice(), options, "https://evil.example.com")}
    refused = session.post(studio.url + "/auth/fido", json=elsewhere)
    registered = session.post(studio.url + "/auth/fido", json=body)
    again = session.post(studio.url + "/auth/fido", json=body)
    signed = assertion(key, asked())
    right, replayed = (someone.login(fido_authentication_response=signed) for _ in range(2))
    elsewhere = someone.login(fido_authentication_response=assertion(key, asked(), "https://evil.example.com"))
    me = session.get(studio.url + "/auth/authenticated").json()["user"]
    removed = session.delete(studio.url + "/auth/fido", json={
        "device_name": "Desk", "fido_authentication_response": assertion(key, asked())})

    assert (refused.status_code, registered.status_code, again.status_code) == (400, 200, 400)
    assert len(registered.json()["otp_recovery_codes"]) == 16
    assert (me["fido_enabled"], me["fido_devices"]) == (True, ["Desk"])
    assert (right.status_code, replayed.status_code, elsewhere.status_code) == (200, 400, 400)
    assert removed.status_code == 200
    assert someone.login().status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_waits_until_there_is_a_server_that_takes_it(kind, tmp_path):
    box = Mailbox()
    studio = started(kind, tmp_path, box.settings())
    try:
        someone = Someone(studio)
        requests.post(studio.url + "/auth/reset-password", json={"email": someone.email}).raise_for_status()
        studio.terminate()
        studio.start()
        box.start()

        address, _ = linked(box.take(someone.email)[1])

        assert address == someone.email
    finally:
        studio.close()
        box.close()


@pytest.mark.parametrize("kind", KINDS)
def test_of_several_who_register_first_one_is_administrator(kind, tmp_path):
    studio = started(kind, tmp_path, {"MAIL_ENABLED": "false"}, with_administrator=False)

    def register(number):
        return requests.post(studio.url + "/auth/register", json={
            "email": f"first{number}@example.com", "password": PASSWORD, "password_2": PASSWORD,
            "first_name": "First", "last_name": str(number)})

    try:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(register, range(8)))
        winner = [number for number, answer in enumerate(answers) if answer.status_code == 201]
        late = register(99)

        assert len(winner) == 1
        assert sorted({answer.status_code for answer in answers}) == [201, 403]
        assert late.status_code == 403
        session = log_in(studio, f"first{winner[0]}@example.com", PASSWORD)
        assert session.get(studio.url + "/auth/authenticated").json()["user"]["role"] == "admin"
        assert len(session.get(studio.url + "/data/persons").json()) == 1
    finally:
        studio.close()


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_second_factor_is_asked_for_nothing_goes_without(kind, tmp_path):
    studio = started(kind, tmp_path, {
        "MAIL_ENABLED": "false", "ENFORCE_2FA": "true", "2FA_EXEMPT_USERS": "other@example.com, admin@example.com"})
    try:
        someone = Someone(studio)
        login = someone.login()
        session = someone.session()
        before = session.get(studio.url + "/data/projects")
        totp = pyotp.TOTP(session.put(studio.url + "/auth/totp").json()["otp_secret"])
        session.post(studio.url + "/auth/totp", json={"totp": totp.now()}).raise_for_status()

        assert login.json()["two_factor_authentication_required"] is True
        assert (before.status_code, before.json()["two_factor_authentication_required"]) == (403, True)
        assert session.get(studio.url + "/data/projects").status_code == 200
        assert requests.get(studio.url + "/config").json()["enforce_2fa"] is True
    finally:
        studio.close()


@pytest.mark.parametrize("kind", KINDS)
def test_who_guesses_too_often_has_to_wait_and_cannot_hide(kind, tmp_path):
    studio = started(kind, tmp_path, {"MAIL_ENABLED": "false", "TSUBAME_ATTEMPTS_PER_ADDRESS": "6"})

    def guess(number):
        return requests.post(studio.url + "/auth/login", headers={"X-Forwarded-For": f"10.0.0.{number}"},
                             json={"email": f"{number}@example.com", "password": "guess"})

    try:
        answers = [guess(number) for number in range(7)]

        assert [answer.status_code for answer in answers] == [400] * 6 + [429]
        assert 0 < int(answers[6].headers["Retry-After"]) <= 60
    finally:
        studio.close()


@pytest.mark.parametrize("kind", KINDS)
def test_behind_a_proxy_that_is_trusted_each_address_counts_for_itself(kind, tmp_path):
    studio = started(kind, tmp_path, {
        "MAIL_ENABLED": "false", "TSUBAME_ATTEMPTS_PER_ADDRESS": "3", "TSUBAME_TRUSTED_PROXIES": "127.0.0.1"})

    def guess(address):
        return requests.post(studio.url + "/auth/login", headers={"X-Forwarded-For": f"1.2.3.4, {address}"},
                             json={"email": f"{uuid.uuid4().hex}@example.com", "password": "guess"}).status_code

    try:
        assert [guess("10.0.0.1") for _ in range(4)] == [400, 400, 400, 429]
        assert guess("10.0.0.2") == 400
    finally:
        studio.close()
