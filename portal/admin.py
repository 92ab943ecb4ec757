"""Static pages and redirects, in the words of a newsroom."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.contrib.flatpages.admin import FlatPageAdmin
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.admin import RedirectAdmin
from django.contrib.redirects.models import Redirect
from django.contrib.sites.admin import SiteAdmin
from django.contrib.sites.models import Site
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.admin import TagAdmin
from taggit.models import Tag

from articles.html import clean
from articles.models import Category
from articles.models.category import RESERVED_SLUGS
from portal.publicmodels.admin import PublicModelAdmin
from portal.publicmodels.ways import Way

# Imported first, so that each is registered by now: roles are code (accounts.roles), the one Site
# row follows SITE_URL, stories have tags of their own.
for _model, _admin in (
    (FlatPage, FlatPageAdmin),
    (Group, GroupAdmin),
    (Redirect, RedirectAdmin),
    (Site, SiteAdmin),
    (Tag, TagAdmin),
):
    admin.site.unregister(_model)


_BLOCK_END = re.compile("(</(?:p|h2|h3|ul|ol|li|blockquote|table|tr|figure)>)")


class PageForm(forms.ModelForm[FlatPage]):
    """A page like “About us”, at an address that is nobody else's."""

    url = forms.CharField(
        label=_("Address"),
        max_length=100,
        validators=[
            RegexValidator(
                r"^/([\w~-][\w.~-]*/)+$",
                _("An address has parts of letters, digits and dashes between slashes: /about/."),
            )
        ],
        help_text=_("Begins and ends with a slash: /about/ or /about/team/."),
    )
    content = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 24}),
        help_text=_(
            "HTML with headings, paragraphs, lists, links and tables, or plain text with empty "
            "lines between paragraphs. What stories may not have is taken out."
        ),
    )

    class Meta:
        model = FlatPage
        fields = ["title", "url", "content"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The cleaned text is one line, which nobody can edit.
        self.initial["content"] = _BLOCK_END.sub(r"\1\n", self.initial.get("content", ""))

    def clean_title(self) -> str:
        """Django prints titles of static pages as they are."""
        title: str = self.cleaned_data["title"]
        if "<" in title or ">" in title:
            raise ValidationError(_("A title is plain text, without < and >."))
        return title

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        first = url.split("/")[1]
        if first.partition(".")[0] in RESERVED_SLUGS:
            message = _("“/%(first)s/” is used by the site itself; choose another address.")
            raise ValidationError(message, params={"first": first})
        if category := Category.objects.filter(slug=first).first():
            message = _("“/%(first)s/” is the address of the category %(name)s.")
            raise ValidationError(message, params={"first": first, "name": category.name})
        if FlatPage.objects.filter(url__iexact=url).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another page has this address already."))
        return url

    def clean_content(self) -> str:
        return clean(self.cleaned_data["content"], pictures={})


@admin.register(FlatPage)
class PageAdmin(PublicModelAdmin):
    form = PageForm
    nothing_yet = _("No page yet. “About us” and “Contact” are what readers look for first.")
    list_display = ["title", "url"]
    search_fields = ["title", "url"]
    ordering = ["url", "pk"]
    show_full_result_count = False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        form.instance.sites.set([settings.SITE_ID])
        super().save_related(request, form, formsets, change)


class RedirectForm(forms.ModelForm[Redirect]):
    """An old address and where it leads, in one step: no loops and no chains."""

    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]
        labels = {"old_path": _("Old address"), "new_path": _("New address")}
        help_texts = {
            "old_path": _("As on the old site, without the domain: /2019/05/some-story/."),
            "new_path": _(
                "An address of this site, like /culture/12/some-story/, or a whole one that begins "
                "with https://. Empty: the page is gone for good."
            ),
        }

    def clean_old_path(self) -> str:
        path = _path(self.cleaned_data["old_path"])
        if not path.startswith("/") or path.startswith("//"):
            raise ValidationError(_("An old address begins with a slash."))
        if self._others().filter(old_path=path).exists():
            raise ValidationError(_("This address has a redirect already."))
        if before := self._others().filter(new_path=path).first():
            message = _("“%(old)s” already leads here; let it lead to the new address first.")
            raise ValidationError(message, params={"old": before.old_path})
        return path

    def clean_new_path(self) -> str:
        path = _path(self.cleaned_data["new_path"])
        if not path:
            return path
        if path.startswith("//") or not path.startswith("/"):
            URLValidator(schemes=["http", "https"])(path)
        if path == self.cleaned_data.get("old_path"):
            raise ValidationError(_("The old and the new address are the same."))
        if after := self._others().filter(old_path=path).first():
            message = _("“%(path)s” itself leads to “%(new)s”; enter that.")
            raise ValidationError(message, params={"path": path, "new": after.new_path})
        return path

    def _others(self) -> Any:
        found = Redirect.objects.filter(site_id=settings.SITE_ID)
        return found.exclude(pk=self.instance.pk).order_by("pk")


@admin.register(Redirect)
class SiteRedirectAdmin(PublicModelAdmin):
    form = RedirectForm
    nothing_yet = _("No redirect yet. An address of an old site can lead to a new one from here.")
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]
    ordering = ["old_path", "pk"]
    show_full_result_count = False

    def what_happened(self, obj: Redirect, *, is_new: bool) -> str:
        if obj.new_path:
            return gettext("Saved: who follows the old address is led to the new one now.")
        return gettext("Saved: who follows the old address is told that the page is gone.")

    def ways_on(self, request: HttpRequest, obj: Redirect) -> list[Way]:
        return [Way(obj.old_path, gettext("Try the old address"))]

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: bool) -> None:
        obj.site_id = settings.SITE_ID
        super().save_model(request, obj, form, change)


def _path(address: str) -> str:
    """The address as the redirects look it up: of this site, without the domain."""
    address = address.strip()
    own = urlsplit(settings.SITE_URL)
    given = urlsplit(address)
    if given.netloc == own.netloc and given.netloc:
        address = given._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return address
