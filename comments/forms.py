"""The forms of readers: what they may send, and why it is not taken."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.models import Comment, Flag, Reader
from comments.models.comment import (
    EMAIL_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    WEBSITE_LENGTH,
)
from comments.spam import Submission
from comments.tokens import Token


class LineField(forms.CharField):
    """One line: what is between the words becomes a single space."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class PlainTextField(forms.CharField):
    """Lines end as a browser counts them for `maxlength`, in one character."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class WebsiteField(forms.URLField):
    """An address of the web, and nothing else that a browser would open."""

    default_validators = [URLValidator(schemes=["http", "https"])]


def _text_field(label: Any) -> PlainTextField:
    attributes = {"rows": 8, "dir": "auto"}
    return PlainTextField(
        label=label, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs=attributes)
    )


class CommentForm(forms.Form):
    """A comment on the story, in reply to the comment `parent_id` if there is one."""

    text = _text_field(_("Comment"))
    name = LineField(
        label=_("Name"), max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Email"), max_length=EMAIL_LENGTH, help_text=_("Never shown to readers."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    website = WebsiteField(
        label=_("Website"), max_length=WEBSITE_LENGTH, required=False, assume_scheme="https",
        help_text=_("Not required. Your name will link to it."),
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )  # fmt: skip
    replies = forms.ChoiceField(
        label=_("When somebody answers you"), choices=Reader.Replies, required=False,
        help_text=_("By mail, after you confirmed your address once."),
    )  # fmt: skip
    known = forms.BooleanField(
        label=_("Send me a link, so that the newsroom comes to know me"), required=False,
        help_text=_("Comments of readers whom it trusts appear at once."),
    )  # fmt: skip
    remember = forms.BooleanField(
        label=_("Remember my name and email on this device"), required=False
    )
    # The trap: out of sight by style, so only machines fill it in; no browser completes “subject”.
    subject = forms.CharField(
        label=_("Leave this field empty"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        article: Article,
        parent_id: int | None = None,
        at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.article_id = article.pk
        self.parent_id = parent_id
        self.at = at
        sent = Token.read(data.get("token", "")) if data is not None else None
        self.sent_token = sent if sent and sent.article_id == article.pk else None
        fresh = Token.fresh(article_id=article.pk, at=at)
        self.next_token = self.sent_token.renewed(at=at) if self.sent_token else fresh

    @property
    def token(self) -> str:
        """The signed ticket to print, good for the next attempt."""
        return self.next_token.signed()

    def clean(self) -> dict[str, Any]:
        if self.sent_token is None:
            self.add_error(
                None, _("Part of the form was missing. Your text is kept: send it again.")
            )
        elif refusal := self.sent_token.refusal(at=self.at):
            self.add_error(None, refusal)
        return self.cleaned_data

    @property
    def wants_replies(self) -> bool:
        return self.cleaned_data["replies"] not in ("", Reader.Replies.NONE)

    def submission(
        self,
        *,
        networks: Iterable[str] = (),
        user_id: int | None = None,
        reader_id: int | None = None,
    ) -> Submission:
        """What a valid form holds, and where it came from."""
        data = self.cleaned_data
        return Submission(
            article_id=self.article_id,
            parent_id=self.parent_id,
            form_id=UUID(self.next_token.form_id),
            name=data["name"],
            email=data["email"],
            website=data["website"],
            text=data["text"],
            trap=data["subject"],
            shown_at=self.next_token.first_shown_at,
            networks=tuple(networks),
            user_id=user_id,
            reader_id=reader_id,
            wants_replies=self.wants_replies,
        )

    def refuse(self, reason: str) -> None:
        """Show why a form that looked right was not taken; the next attempt is a new form."""
        self.add_error(None, reason)
        self.next_token = self.next_token.another()


class OwnForm(forms.Form):
    """Other words for one's own comment."""

    text = _text_field(_("Your comment"))

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        super().__init__(data, label_suffix="", initial={"text": comment.text})
        self.comment = comment

    def submission(self, *, networks: Iterable[str] = ()) -> Submission:
        """The comment as it would have been sent with these words."""
        was = self.comment
        return Submission(
            article_id=was.article_id,
            parent_id=was.parent_id,
            form_id=was.form_id,
            name=was.name,
            email=was.email,
            website=was.website,
            text=self.cleaned_data["text"],
            networks=tuple(networks),
            reader_id=was.reader_id,
            user_id=was.user_id,
        )


class FlagForm(forms.Form):
    """Why a reader objects to a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Flag.Reason, widget=forms.RadioSelect
    )
    note = PlainTextField(
        label=_("More about it"), max_length=300, required=False,
        help_text=_("Not required. Only moderators read it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
