"""Tags: renamed here, and suggested to who types them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.admin.folded import FoldedSearchAdmin
from accounts.folded import nearest
from accounts.slugs import make_slug
from articles.models import Article, Tag
from portal.publicmodels.admin import PublicModelAdmin

SUGGESTED = 10


class TagForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "name": _("Readers see it below the text of its stories, and as the title of its page.")
        }

    slug = forms.SlugField(
        label=_("Address"),
        max_length=100,
        required=False,
        help_text=_("The last part of the tag's page; made from the name when left empty."),
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if "," in name:
            raise ValidationError(_("A tag cannot have a comma: it stands between tags."))
        # Tags are found whatever their capitals, so two that differ in nothing else are one.
        if Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is such a tag already."))
        return name

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or make_slug(self.cleaned_data.get("name", ""))
        if not slug:
            raise ValidationError(_("Write an address: none can be made from this name."))
        return slug


@admin.register(Tag)
class TagAdmin(FoldedSearchAdmin, PublicModelAdmin):
    form = TagForm
    nothing_yet = _("No tag yet. They come by themselves with the stories that get one.")
    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    ordering = ["name", "pk"]
    show_full_result_count = False

    def view_on_site(self, tag: Tag) -> str | None:
        """Readers find no page of a tag that no live story has."""
        is_used = Article.objects.live().filter(tag_items__tag=tag).exists()
        return tag.get_absolute_url() if is_used else None

    def get_urls(self) -> list[URLPattern]:
        suggest = self.admin_site.admin_view(require_safe(self.suggest_view))
        return [path("suggest/", suggest, name="articles_tag_suggest"), *super().get_urls()]

    def suggest_view(self, request: HttpRequest) -> JsonResponse:
        """The names of tags that begin with what was typed, then of others that have it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = nearest(Tag.objects.all(), request.GET.get("q", ""))
        return JsonResponse({"names": list(found.values_list("name", flat=True)[:SUGGESTED])})
