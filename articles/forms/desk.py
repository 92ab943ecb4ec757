"""What the desk says of a story beside its text: who has it, why it goes back, who reviews it."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.forms import Script
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from accounts.models import User
from articles import corrections
from articles.forms.moments import MomentField
from articles.models import Article, Correction, ReviewLink
from articles.search import LONGEST

# What one types into a note; the verb says how much is too much.
ROWS = 3


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name())


def writers() -> Any:
    """People who may be given a story, by their names."""
    can = Q(groups__permissions__codename="change_article") | Q(
        user_permissions__codename="change_article"
    )
    people = User.objects.filter(is_active=True, is_staff=True).filter(can | Q(is_superuser=True))
    return User.objects.filter(pk__in=people.values("pk")).order_by(
        "first_name", "last_name", "username", "pk"
    )


def _person(*, empty: Any) -> PersonChoice:
    return PersonChoice(
        queryset=User.objects.none(), label=_("Given to"), required=False, empty_label=empty
    )


class PlanForm(forms.Form):
    """Who works on a story, and until when; `people` are those to whom the user may give it."""

    assigned_to = _person(empty=_("nobody"))
    due_at = MomentField(
        label=_("Due"),
        required=False,
        help_text=_("When the desk wants the text. It publishes nothing."),
    )

    def __init__(self, *args: Any, people: Any, form_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["assigned_to"]
        person.queryset = people
        cast("MomentField", self.fields["due_at"]).kept = self.initial.get("due_at")
        for field in self.fields.values():
            field.widget.attrs |= {"form": form_id} if form_id else {}


class AssignForm(forms.Form):
    """To whom many stories are given."""

    to = _person(empty=_("nobody"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["to"]
        person.queryset = writers()


class ReasonForm(forms.Form):
    """Why stories go back to their writers."""

    reason = forms.CharField(
        label=_("What is missing"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": ROWS}),
        help_text=_("Each writer reads it first. Readers of the site do not see it."),
        error_messages={"required": _("Say what is missing: the writer reads it first.")},
    )


class StoriesInput(forms.TextInput):
    """With scripts, words of a headline find stories; what is done with one, the script says."""

    script = ""

    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap({"desk/combobox": "js/admin/combobox.js"}),
            js=[Script(self.script, type="module")],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        stories = {"data-stories": reverse("admin:articles_article_links")}
        return super().get_context(name, value, stories | (attrs or {}))


class ElsewhereInput(StoriesInput):
    """An address; with scripts, words of a headline find that of a story."""

    script = "js/admin/elsewhere.js"


class PinInput(StoriesInput):
    """What is looked for; with scripts, the story that is chosen is pinned at once."""

    input_type = "search"
    script = "js/admin/pin.js"


class WithdrawForm(forms.Form):
    redirect_to = forms.CharField(
        label=_("Lead readers to"),
        max_length=Article._meta.get_field("redirect_to").max_length,
        required=False,
        widget=ElsewhereInput,
        help_text=_(
            "The address of another page, or words of the headline of the story that took its"
            " place. Empty, readers are told that this one was withdrawn."
        ),
    )


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("For whom"),
        max_length=ReviewLink._meta.get_field("name").max_length,
        help_text=_("The name stands on the page, and over what the person writes."),
    )
    days = forms.IntegerField(
        label=_("Days until it expires"), min_value=1, max_value=30, initial=7
    )


class CorrectionForm(forms.Form):
    """What is entered into the log of a story; the verb says what has to be told."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Correction.Kind,
        initial=Correction.Kind.CORRECTION,
        help_text=_("Readers are told of all but a typo. A retraction stands above the headline."),
    )
    text = forms.CharField(
        label=_("What readers are told"),
        max_length=corrections.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": ROWS}),
        help_text=format_lazy(
            _(
                "What was wrong, and what is right, in {most} characters at most. It stands below"
                " the story with its date."
            ),
            most=corrections.LONGEST,
        ),
    )


class FindForm(forms.Form):
    """Words of the headline of a story that is to be pinned below another."""

    q = forms.CharField(
        label=_("Words of its headline"),
        required=False,
        max_length=LONGEST,
        widget=PinInput,
        help_text=_("In any alphabet. Only stories that readers can open are found."),
    )


class FrontFindForm(forms.Form):
    """Words of the headline of a story that is to be pinned on a front."""

    q = forms.CharField(
        label=_("Words of its headline"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class PartForm(FindForm):
    """The same of a story that is to be part of a series."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].help_text = _("In any alphabet. Stories that readers cannot open too.")
