"""What is made of captured values: one-time codes, tokens of links."""

import base64

import pytest

from parity.mistakes import Mistake
from parity.names import Names, places
from parity.totp import code_at

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize("seconds, code", [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_codes_of_the_rfc(seconds, code):
    assert code_at(SECRET, seconds) == code


def test_a_secret_without_its_padding():
    assert code_at("JBSWY3DPEHPK3PXPJA", 59) == code_at("JBSWY3DPEHPK3PXPJA======", 59)


def test_a_code_and_a_token_in_a_scenario():
    names = Names()
    names.capture("enrolment", {"otp_secret": SECRET, "link": "https://example.com/reset?email=a%40b.c&token=T0&type=reset"})

    assert len(names.fill("{totp.enrolment.otp_secret}", "here")) == 6
    assert names.fill("<{token.enrolment.link}>", "here") == "<T0>"
    assert places("{totp.enrolment.otp_secret} {token.link.link} {shot.id}") == {"enrolment", "link", "shot"}


def test_a_code_of_nothing_is_a_mistake():
    with pytest.raises(Mistake, match="nothing is called {enrolment.otp_secret}"):
        Names().fill("{totp.enrolment.otp_secret}", "here")
