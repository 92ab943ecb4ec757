"""The parts of the form of a front: that of a zone, and that of a story pinned in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.images import ImageInput
from articles.forms.moments import MomentField, Told
from articles.fronts.differences import SOURCES
from articles.fronts.layout import LEAD, MOST_CARDS, MOST_SLOTS, Rule, Slot, Source
from articles.models import Article, Image
from articles.text import number

MOST_HOURS = 24 * 365
# More digits no key has.
MOST_KEY = 10**18 - 1
HEADLINE = Article._meta.get_field("front_headline").max_length


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the form offers and shows: zones in page order, sections, and rows that are in use.

    A page that must lead has a lead, always of one story.
    """

    zones: Sequence[tuple[str, str]]
    categories: Sequence[tuple[int, str]]
    must_lead: bool
    tags: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, Image] = field(default_factory=dict)


class PictureInput(ImageInput):
    """Of the images of a front those are loaded that are in use."""

    images: Mapping[int, Image] = {}

    def chosen(self, value: Any) -> Image | None:
        return self.images.get(value) or super().chosen(value)


class PictureField(forms.IntegerField):
    """The key of an image; whether there is such a one is asked for all slots at once."""

    widget = PictureInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_KEY, **kwargs)


class SlotForm(forms.Form):
    """A pinned story; `zone` and `place` are what scripts write as the card is moved."""

    story = forms.IntegerField(min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput)
    zone = forms.ChoiceField(label=_("Zone"))
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=MOST_SLOTS)
    headline = forms.CharField(
        label=_("Headline here"),
        required=False,
        max_length=HEADLINE,
        help_text=_("Only on this page. Empty, it is that of the story."),
    )
    image = PictureField(label=_("Picture here"), required=False)
    starts_at = MomentField(label=_("From"), required=False)
    ends_at = MomentField(label=_("Until"), required=False)
    unpin = forms.BooleanField(label=_("Unpin"), required=False)

    def __init__(self, *args: Any, known: Known, kept: Slot | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        cast("forms.ChoiceField", self.fields["zone"]).choices = known.zones
        starts, ends = (cast("MomentField", self.fields[n]) for n in ("starts_at", "ends_at"))
        starts.widget.told = Told(future=_("in {}"), past=_("since {}"))
        ends.widget.told = Told(future=_("in {}"), past=_("{} ago"))
        cast("PictureInput", self.fields["image"].widget).images = known.images
        if kept:
            starts.kept, ends.kept = kept.starts_at, kept.ends_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends before it starts."))
        return cleaned

    @property
    def name(self) -> str:
        return str(self.prefix).removeprefix("slot-")

    @property
    def story_pk(self) -> int:
        """Of the story, whether the form is right or wrong; 0 if it says none."""
        return number_in(self, "story")

    def slot(self) -> Slot:
        own = {name: self.cleaned_data[name] for name in ("story", "image", "starts_at", "ends_at")}
        before = self.kept or Slot(name=self.name, story=own["story"])
        return replace(before, headline=self.cleaned_data["headline"].strip(), **own)


class ZoneForm(forms.Form):
    """How many stories a zone has, and which come behind those that are pinned."""

    size = forms.IntegerField(label=_("Stories"), min_value=0, max_value=MOST_CARDS)
    source = forms.ChoiceField(label=_("Then"), choices=list(SOURCES.items()))
    category = forms.TypedChoiceField(
        label=_("Section"), required=False, coerce=int, empty_value=None
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=100)
    hours = forms.IntegerField(
        label=_("Not older than, in hours"), required=False, min_value=1, max_value=MOST_HOURS
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cast("forms.ChoiceField", self.fields["category"])
        choices.choices = [("", "–"), *known.categories]
        self.tags: Mapping[str, int] = {}
        if self.prefix == f"zone-{LEAD}":
            self._show_at_most_one(known)

    def _show_at_most_one(self, known: Known) -> None:
        """A section may go without its lead and be a plain list; the front page may not."""
        size = cast("forms.IntegerField", self.fields["size"])
        if known.must_lead:
            size.widget = forms.HiddenInput()
        else:
            size.widget.attrs["max"] = 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        source = cleaned.get("source")
        if source == Source.CATEGORY and not cleaned.get("category") and not self.errors:
            self.add_error("category", _("Choose a section."))
        if source == Source.TAG and folded(cleaned.get("tag")) not in self.tags:
            self.add_error("tag", _("There is no such tag."))
        return cleaned

    def rule(self) -> Rule:
        source = Source(self.cleaned_data["source"])
        section = self.cleaned_data["category"]
        keys = {
            Source.CATEGORY: section,
            Source.MOST_READ: section,
            Source.TAG: self.tags.get(folded(self.cleaned_data["tag"])),
        }
        return Rule(source=source, key=keys.get(source), hours=self.cleaned_data["hours"])


def number_in(form: forms.Form, name: str) -> int:
    return number(str(form[name].value() or "")) or 0


def folded(name: Any) -> str:
    return " ".join(str(name or "").split()).casefold()
