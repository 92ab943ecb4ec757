"""The form of a story: it shows the newest revision's content, and cleans to the next one's."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import corrections
from articles.content import Content
from articles.forms import headlines
from articles.forms.bylines import BylinesField
from articles.forms.categories import CategoriesField, CategoryField
from articles.forms.help import HELP
from articles.forms.images import ImageField
from articles.forms.moments import MOMENTS, MomentField, told_of
from articles.forms.tags import TagsField
from articles.forms.text import StoryTextField
from articles.forms.windows import WindowForm
from articles.models import Article, Correction, Revision
from articles.text import without_addresses

# Fields of the form that hold rows; Content keeps their keys.
ROWS = {"category": "category_id", "lead_image": "lead_image_id"}
# What is published anew, as it is asked for; a retraction is no change of the text.
CHANGES = [
    (Correction.Kind.TYPO, _("Nothing: a typo, a comma")),
    (Correction.Kind.CLARIFICATION, _("It is clearer: a clarification")),
    (Correction.Kind.CORRECTION, _("It was wrong: a correction")),
    (Correction.Kind.UPDATE, _("It says something new: an update")),
]
# Fields of Content that the form has under the same name.
PLAIN = frozenset(field.name for field in fields(Content)) - {*ROWS.values(), "other_category_ids"}


def shown(content: Content) -> dict[str, Any]:
    """The values of the form's fields for a content."""
    return {
        **{name: getattr(content, name) for name in PLAIN},
        **{name: getattr(content, key) for name, key in ROWS.items()},
        "other_categories": list(content.other_category_ids),
    }


class KindField(forms.ChoiceField):
    """What kind of change it is."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: it tells of what is changed, and the admin's log names that."""
        return False


class ContentForm(WindowForm):
    """Never writes the story's row: `content()` is what the desk saves as a revision.

    `newer` is the revision that somebody else saved meanwhile, `base` the one that both began with.
    It is refused to save over the newer one until the person has seen it, which `seen` tells.
    """

    body = StoryTextField(
        label=_("Text"),
        required=False,
        help_text=_("The story itself. It looks here as readers will see it."),
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_(
            "The last part of the story's address. Empty, it is made from the headline; once"
            " readers have seen it, it stays."
        ),
    )
    category = CategoryField(
        label=_("Category"),
        required=False,
        help_text=_("Readers see it above the headline. It makes the address and the breadcrumb."),
    )
    other_categories = CategoriesField(
        label=_("Also in"), required=False, help_text=_("More pages that list the story.")
    )
    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_("Names, people, places, with commas between them; links below the text."),
    )
    credits = BylinesField(
        label=_("Authors"),
        required=False,
        help_text=_("Shown under the headline, in this order; who they are, below the text."),
    )
    lead_image = ImageField(
        label=_("Image"), required=False, help_text=_("Shown above the text, and on cards.")
    )
    publish_at = MomentField(
        label=_("Publish at"),
        required=False,
        help_text=_(
            "Empty, readers see the story as soon as it is published. Published for a moment to"
            " come, it goes live by itself."
        ),
    )
    unpublish_at = MomentField(
        label=_("Take down at"),
        required=False,
        help_text=_("From then on readers do not see it any more. Empty, it stays."),
    )
    embargo_until = MomentField(
        label=_("Embargo until"),
        required=False,
        help_text=_("Cannot be published for earlier. Readers are not told of it."),
    )
    note = forms.CharField(
        label=_("Note for the history"),
        max_length=300,
        required=False,
        help_text=_("What has changed and why; colleagues see it, readers do not."),
    )
    change = KindField(
        label=_("What changes for readers"),
        choices=CHANGES,
        required=False,
        initial=Correction.Kind.TYPO,
    )
    told = forms.CharField(
        label=_("What readers are told"),
        max_length=corrections.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy(
            _(
                "What was wrong, and what is right, in {most} characters at most. It stands below"
                " the story with its date, and on the page of all corrections."
            ),
            most=corrections.LONGEST,
        ),
    )
    # Whether an embargo that runs may be shortened by who has the form.
    may_end_embargo = True
    # Whether the button was pressed that sends the story back, by who may.
    needs_note = False
    # Whether the button was pressed that makes it live.
    goes_live = False
    base_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False)

    class Media:
        js = [
            forms.Script(f"js/admin/{name}.js", type="module") for name in ("story", "desk", "copy")
        ]

    class Meta:
        model = Article
        fields = (
            "headline", "front_headline", "social_headline", "kicker", "standfirst", "language",
            "lead_alt", "lead_caption", "source", "seo_title", "seo_description", "canonical_url",
            "noindex", "comment_policy", "comment_days",
        )  # fmt: skip
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2}),
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "seo_description": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        article: Article | None = kwargs.get("instance")
        self.newest = article.newest_revision if article else None
        self.before = self.newest.content if self.newest else Content()
        self.newer: Revision | None = None
        self.base: Revision | None = None
        base = {"base_revision": self.newest.pk if self.newest else None}
        kwargs["initial"] = shown(self.before) | base | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        cast("BylinesField", self.fields["credits"]).load()
        self.fields["headline"].widget.attrs["autofocus"] = self.newest is None
        headlines.keep_whole(self.fields)
        headlines.count(self.fields)
        for name, told in told_of(article).items():
            cast("MomentField", self.fields[name]).widget.told = told
        self._close(article)

    def _close(self, article: Article | None) -> None:
        """What is in the trash cannot be edited, nor can the moment that has been.

        What was typed before somebody put the story there is read all the same: a closed field
        would give what is saved in its place.
        """
        if article and article.trashed_at and not self.is_bound:
            for field in self.fields.values():
                field.disabled = True
        elif self.was_seen(article):
            self.fields["publish_at"].disabled = True
        embargo = self.before.embargo_until
        if embargo and embargo > timezone.now() and not self.may_end_embargo:
            self.fields["embargo_until"].disabled = True

    @staticmethod
    def was_seen(article: Article | None) -> bool:
        return bool(article and article.published_at and article.published_at <= timezone.now())

    def full_clean(self) -> None:
        for name in MOMENTS:
            cast("MomentField", self.fields[name]).kept = getattr(self.before, name)
        super().full_clean()

    def _post_clean(self) -> None:
        """Nothing of a ModelForm's: the instance stays what readers see."""

    def clean_headline(self) -> str:
        """Of one line; its field has several, so that all of a long one is seen."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if self.needs_note and not note:
            raise ValidationError(_("Say what is missing: the writer reads it first."))
        return note

    def clean_told(self) -> str:
        told: str = self.cleaned_data["told"]
        is_said = self.cleaned_data.get("change") in ("", Correction.Kind.TYPO)
        if self.goes_live and not told and not is_said:
            raise ValidationError(
                _("Say what readers are told: what was wrong, and what is right.")
            )
        return told

    def clean_seo_description(self) -> str:
        return " ".join(self.cleaned_data["seo_description"].split())

    def clean_publish_at(self) -> datetime | None:
        if self._is_newly_past("publish_at"):
            raise ValidationError(_("This moment has passed. Leave it empty to publish at once."))
        moment: datetime | None = self.cleaned_data["publish_at"]
        return moment

    def clean_unpublish_at(self) -> datetime | None:
        if self._is_newly_past("unpublish_at"):
            raise ValidationError(_("This moment has passed. Choose one to come, or none."))
        moment: datetime | None = self.cleaned_data["unpublish_at"]
        return moment

    def _is_newly_past(self, name: str) -> bool:
        """Whether a moment has passed that did not stand there before."""
        moment: datetime | None = self.cleaned_data[name]
        if moment is None or moment > timezone.now():
            return False
        return moment != getattr(self.before, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._refuse_in_trash()
        goes_up, comes_down = cleaned.get("publish_at"), cleaned.get("unpublish_at")
        if goes_up and comes_down and comes_down <= goes_up:
            self.add_error("unpublish_at", _("The story would come down before it goes up."))
        if not self.errors:
            self.refuse_if_taken_over()
            self._refuse_to_overwrite()
        return cleaned

    def _refuse_in_trash(self) -> None:
        if self.instance.trashed_at:
            message = _(
                "This story was moved to the trash meanwhile, so yours was not saved. It stands"
                " below, as you typed it: once the story is restored, save it again."
            )
            self.add_error(None, ValidationError(message, code="trashed"))

    def _refuse_to_overwrite(self) -> None:
        if self.newest is None or not self.is_new(self.content()):
            return
        if not self.merging and self._is_seen():
            return
        self.newer = self.newest
        self.base = self.instance.revisions.filter(pk__in=self._bases()).order_by("-pk").first()
        raise ValidationError(
            _(
                "%(name)s saved this story while you had it open, so yours was not saved yet."
                " Nothing is lost: compare the two."
            ),
            params={"name": self.newest.by_name},
            code="conflict",
        )

    def _bases(self) -> set[int]:
        """The revisions that the form contains.

        A page that was saved and not answered still names the one before. What the forms that it
        began with were saved as since is not among them.
        """
        saved_as = self.own_session.based_on_id if self.own_session else None
        return {pk for pk in (self.cleaned_data["base_revision"], saved_as) if pk}

    def _is_seen(self) -> bool:
        """Whether this person knows what is newest."""
        known = {*self._bases(), self.cleaned_data["seen"]} - {None}
        if self.newest and self.newest.pk in known:
            return True
        # One that is sent back gets a revision with the same text.
        seen = self.instance.revisions.filter(pk__in=known)
        return any(not self.is_new(each.content) for each in seen)

    @property
    def merging(self) -> bool:
        """Whether both are to be put together and looked at, so that nothing is saved yet."""
        return "_merge" in self.data

    def is_new(self, content: Content) -> bool:
        """Whether it says anything else than the newest revision.

        The addresses of pictures do not count: a picture gets others when its sizes are made.
        """
        bare = [replace(each, body=without_addresses(each.body)) for each in (content, self.before)]
        return bare[0] != bare[1]

    def content(self) -> Content:
        """What was typed; what the form does not show stays as it was."""
        cleaned = self.cleaned_data
        others = [each.pk for each in cleaned["other_categories"] if each != cleaned["category"]]
        return replace(
            self.before,
            **{name: cleaned[name] for name in PLAIN},
            **{key: cleaned[name] and cleaned[name].pk for name, key in ROWS.items()},
            other_category_ids=tuple(others),
        )
