"""A mail server of the loopback, as a studio has one."""

import email
import time
from email.policy import default

from aiosmtpd.controller import Controller

from server import free_port

WAIT_SECONDS = 30


class Mailbox:
    """Takes every mail. It can be started late."""

    def __init__(self):
        self.port = free_port()
        self.mails = []
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.original_content, policy=default)))
        return "250 OK"

    def start(self):
        self.controller.start()
        return self

    def close(self):
        self.controller.stop()

    def settings(self):
        return {
            "MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(self.port), "MAIL_DEFAULT_SENDER": "studio@example.com",
            "DOMAIN_NAME": "studio.example.com", "DOMAIN_PROTOCOL": "https",
        }

    def take(self, address):
        """The next mail to somebody, taken out: its subject and its text."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for place, (recipients, mail) in enumerate(self.mails):
                if recipients == [address]:
                    del self.mails[place]
                    return mail["Subject"], mail.get_content()
            time.sleep(0.05)
        raise AssertionError(f"no mail came for {address} in {WAIT_SECONDS} seconds")
