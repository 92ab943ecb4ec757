"""Mail servers that a test needs: one that takes nothing, and one that refuses an address."""

from contextlib import contextmanager
from smtplib import SMTPRecipientsRefused

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

RADA = "Rada@example.org"


class NoServer(BaseEmailBackend):
    """Nobody answers."""

    tried = 0

    def send_messages(self, email_messages):
        type(self).tried += 1
        raise ConnectionRefusedError(f"no way to {email_messages[0].to}")


class NoSuchPerson(BaseEmailBackend):
    """Whom it does not know it refuses for good; the last time, until later."""

    code = 550

    def send_messages(self, email_messages):
        refused = {to: (self.code, b"who?") for each in email_messages for to in each.to}
        raise SMTPRecipientsRefused(refused)


class Greylist(NoSuchPerson):
    code = 451


@contextmanager
def mail_by(settings, backend):
    """Until it ends, mail goes there."""
    before = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}
    yield
    settings.MAILERS = before


def sent():
    """To whom mail went, in its order, each with its words."""
    return [(each.to[0], each.body) for each in mail.outbox]
