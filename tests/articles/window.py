"""The form of a story in a window: what static/js/admin/writing does, over a wire that can fail.

A device outlives its windows, as a browser's own storage does. What a person sees and types is in
`fields`; a browser sends them.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from enum import Enum
from uuid import uuid4

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.template import engines
from django.urls import reverse

from articles.admin.desk import DeskAdmin
from tests.articles.desk import ADD, filled_in, form_of

OF_THE_FORM = {"csrfmiddlewaretoken", "session", "number", "continues"}
# Fields that people write in here, and that say what a page is based on.
WRITTEN = ("headline", "standfirst", "kicker", "body", "note", "base_revision")

# The words that are counted in the end.
NUMBERED = re.compile(r"\bw\d+w\b")


class Unseen:
    """Middleware: pages of the form are made but not drawn, which would take most of the time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if "writing" in (response.context_data or {}):
            response.template_name = engines["django"].from_string("")
        return response


def draw_nothing(settings, monkeypatch):
    """Leave out what pages of the form show around it and beside it, and the drawing."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.{Unseen.__name__}"]
    monkeypatch.setattr(admin.site, "get_app_list", lambda _request, _app_label=None: [])
    monkeypatch.setattr(DeskAdmin, "beside", staticmethod(lambda _request, _article: {}))


class Wire(Enum):
    """What becomes of what is sent."""

    OPEN = "it arrives, and so does the answer"
    CUT = "it does not arrive"
    KILLED = "the server dies in the middle of it"
    DEAF = "it is done, and the answer does not arrive"


class Lost(Exception):
    """No answer came."""


class _Killed(Exception):
    pass


@contextmanager
def _dying(wire: Wire) -> Iterator[None]:
    """A server that dies at its first write of what it was sent, or does not."""

    def wrapper(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "article" in sql:
            raise _Killed
        return execute(sql, params, many, context)

    if wire is not Wire.KILLED:
        yield
        return
    with connection.execute_wrapper(wrapper):
        yield


@dataclass
class Person:
    """Somebody with a browser; `device` is its storage, by the key of each form."""

    client: object
    pk: int
    # What the form holds beside what is written; None, the page is drawn and read.
    others: dict[str, list[str]] | None = None
    # What was sent before, which the wire can bring once more, late.
    before: list[tuple[str, dict]] = field(default_factory=list)
    wire: Wire = Wire.OPEN
    # How many more things that are sent the wire fails.
    fails: int = 0
    device: dict[str, dict] = field(default_factory=dict)
    windows: list["Window"] = field(default_factory=list)

    def log_in(self):
        self.client.force_login(get_user_model().objects.get(pk=self.pk))

    def ask(self, method, address, **options):
        """Send something; a wire that failed for long enough is open again."""
        wire = self.wire if self.fails else Wire.OPEN
        self.fails = max(0, self.fails - 1)
        if method == "post":
            self.before.append((address, options))
        if wire is Wire.CUT:
            raise Lost
        with _dying(wire):
            response = getattr(self.client, method)(address, **options)
        if wire is Wire.DEAF or response.status_code >= 500:
            raise Lost
        return response

    def late(self, kind):
        """The last but one of its kind arrives once more, or the last of a form that was sent.

        Nobody waits for the answer.
        """
        found = [each for each in self.before if each[0].split("?")[0].endswith(f"/{kind}/")]
        back = 1 if kind == "change" else 2
        if len(found) >= back:
            address, options = found[-back]
            self.client.post(address, **options)

    def flush(self):
        """Hand over what the device still holds, as each page of the form does."""
        for entry in list(self.device.values()):
            answer = keep(self, entry)
            if answer is None:
                return

    def forget(self, key, number):
        held = self.device.get(key)
        if held and held["number"] <= number:
            del self.device[key]


def keep(person, entry):
    """Hand one entry over; None if nobody took it."""
    address = reverse("admin:articles_article_autosave")
    try:
        response = person.ask(
            "post", address, data=json.dumps(entry), content_type="application/json"
        )
    except Lost:
        return None
    if response.status_code != 200:
        assert response.headers["Content-Type"] == "application/json"
        return None
    answer = response.json()
    person.forget(entry["key"], answer["number"])
    return answer


def _text(value):
    return "" if value is None else str(value)


class Window:
    """One window with the form of a story, or of a new one."""

    def __init__(self, person, article=None, address=""):
        self.person = person
        address = address or (form_of(article) if article else reverse(ADD))
        self.left = None
        # Words that were written here: who cuts one of these out again wants it gone.
        self.own = set()
        self.show(person.ask("get", address), address)

    def show(self, response, address):
        """The page of the form that was answered; another one is as good as none."""
        if "writing" not in (getattr(response, "context_data", None) or {}):
            raise Lost
        self.fields = self._fields(response)
        self.page = json.loads(response.context_data["writing"]["page"])
        self.key, self.continues, self.number = self.page["session"], self.page["continues"], 0
        self.address = address
        if self.page["unsaved"]:
            self.to_device()
        self.person.flush()

    def fork(self):
        """Go on as a form of its own, with what stands in it."""
        self.continues = f"{self.continues},{self.key}:{self.number}".strip(",")
        self.key, self.number = str(uuid4()), 0
        self.to_device()

    def before(self):
        """The page that this window had before, as it was left; as a window of its own."""
        page, self.left = self.left, None
        return page

    def _fields(self, response):
        if self.person.others is None:
            return filled_in(response)
        form = response.context_data["adminform"].form
        return self.person.others | {name: [_text(form[name].value())] for name in WRITTEN}

    def typed(self):
        return {name: values for name, values in self.fields.items() if name not in OF_THE_FORM}

    @property
    def base(self):
        return int(self.fields["base_revision"][0] or 0) or None

    def type(self, name, text):
        """Write at the end of a field; the device has it at once."""
        old = self.fields[name][0]
        new = f"{old}<p>{text}</p>" if name == "body" else f"{old} {text}".strip()
        self.fields = self.fields | {name: [new]}
        self.own.add(text)
        self.to_device()

    def cut(self, name):
        """Take the last of the numbered words out of a field; the word, if this window wrote it."""
        found = NUMBERED.findall(self.fields[name][0])
        if not found:
            return None
        self.fields = self.fields | {name: [self.fields[name][0].replace(found[-1], "")]}
        self.to_device()
        return found[-1]

    def to_device(self):
        self.number += 1
        self.person.device[self.key] = {
            **self.itself(),
            "number": self.number,
            "article": self.page["article"],
            "based_on": self.base,
            "fields": self.typed(),
        }

    def itself(self):
        return {"key": self.key, "continues": self.continues}

    def pause(self):
        """What happens a second after the last key: what is typed goes to the newsroom."""
        entry = self.person.device.get(self.key)
        if entry is None:
            return
        answer = keep(self.person, entry)
        if answer and not self.page["article"]:
            self.page["article"], self.address = answer["article"], answer["address"]
        if answer and answer["number"] > entry["number"]:
            self.fork()

    def take_over(self):
        """Become the one that saves, if the newsroom hears it."""
        address = reverse("admin:articles_article_take_over", args=[self.page["article"]])
        data = json.dumps(self.itself())
        with suppress(Lost):
            self.person.ask("post", address, data=data, content_type="application/json")

    def press(self, button="_continue", *, wire=None, **choices):
        """Send the form, if the newsroom answers; who is not known logs in again in the page."""
        there = self.person.ask("get", reverse("admin:login_again")).json()
        if not there["person"]:
            self.person.log_in()
        self.to_device()
        itself = {"session": self.key, "continues": self.continues, "number": self.number}
        fields = {**self.fields, **itself, **choices, button: "1"}
        left = copy(self)
        if wire:
            self.person.wire, self.person.fails = wire, 1
        response = self.person.ask("post", self.address, data=fields, follow=True)
        self.show(response, response.request["PATH_INFO"])
        self.left = left
        return response
