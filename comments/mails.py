"""How mails to readers are sent: of what goes wrong nothing is written down that names anybody."""

import logging
from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.template.loader import render_to_string

from accounts.invitations import Letter

logger = logging.getLogger(__name__)

# A mail server that says so will say it again.
FOR_GOOD = 500
# No holiday notice answers what carries it (RFC 3834).
_HEADERS = {"Auto-Submitted": "auto-generated"}


class NoServer(Exception):
    """No mail server answered, so that there is no use in trying the next mail."""


def send(
    kind: str, context: Mapping[str, Any], *, to: str, headers: Mapping[str, str] | None = None
) -> bool:
    """Whether that mail is done with: a server took it, or refuses its address for good.

    Raises NoServer where none answered.
    """
    try:
        subject = render_to_string(f"comments/mail/{kind}_subject.txt", dict(context))
        text = render_to_string(f"comments/mail/{kind}.txt", dict(context))
        letter = Letter(
            # A line end in a header would begin another.
            " ".join(subject.split()), text.strip() + "\n", to=[to],
            headers=_HEADERS | dict(headers or {}),
        )  # fmt: skip
        letter.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        logger.warning("A mail server refused an address of a reader: %s", codes)
        return bool(codes) and min(codes) >= FOR_GOOD
    except SMTPDataError as error:
        logger.warning("A mail server refused a mail to a reader: %s", error.smtp_code)
        return error.smtp_code >= FOR_GOOD
    except OSError as error:
        logger.warning("No mail server took a mail to a reader: %s", type(error).__name__)
        raise NoServer from None
    except Exception as error:  # whatever is wrong with one of them, the others get theirs
        # What it says may hold the address.
        logger.error("A mail to a reader could not be made: %s", type(error).__name__)
        return False
    return True
