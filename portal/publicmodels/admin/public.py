"""The base of every admin for rows that readers see."""

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.options import IS_POPUP_VAR, Action, ActionLocation
from django.contrib.admin.utils import NestedObjects, model_ngettext
from django.contrib.auth.models import AbstractUser
from django.db import models, router, transaction
from django.db.models import ProtectedError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.pagecache import clock
from portal.pictures.fields import picture_fields
from portal.publicmodels import verbs, ways
from portal.publicmodels.admin.telling import TellingAdmin
from portal.publicmodels.admin.trash import TRASH
from portal.publicmodels.ways import Way


class PublicModelAdmin(TellingAdmin):
    """Saves and deletes through verbs, so that no page stays stale and nothing is gone for good."""

    delete_confirmation_template = "admin/publicmodels/trash_confirmation.html"
    delete_selected_confirmation_template = "admin/publicmodels/trash_selected_confirmation.html"

    def cache_tags(self, row: models.Model) -> tuple[str, ...]:
        """What to stamp when this row changes: what its own method of this name says, or all."""
        tags = getattr(row, "cache_tags", None)
        return tags() if tags else ("site",)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if change:
            _keep_pictures(obj, form)
        # A new row has tags once it has a key: `save_related`, which always follows, stamps them.
        verbs.save(obj, tags=self.cache_tags(obj) if change else ())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        clock.touch(*self.cache_tags(form.instance))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        verbs.trash(obj, by=colleague(request), tags=self.cache_tags(obj))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        # All locked, in one order, and told before the first holds the clock.
        chosen = self.model._base_manager.filter(pk__in=[row.pk for row in queryset])
        rows = list(chosen.select_for_update().order_by("pk"))
        verbs.tell(*rows)
        for row in rows:
            self.delete_model(request, row)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Action | None]:
        actions = super().get_actions(request, action_location=action_location)
        if action := actions.get("delete_selected"):
            words = gettext("Move to the trash")
            actions["delete_selected"] = replace(
                action,
                func=cast("Any", type(self).trash_selected),
                description=words,
                plural_description=words,
            )
        return actions

    def trash_selected(self, request: HttpRequest, queryset: models.QuerySet) -> Any:
        """Ask first; then each row by itself, so that one that has to stay keeps no other back."""
        if not request.POST.get("post"):
            return delete_selected(self, request, queryset)
        trashed, kept = 0, []
        for row in queryset:
            try:
                with transaction.atomic():
                    self.log_deletions(request, cast("models.QuerySet", [row]))
                    self.delete_model(request, row)
                trashed += 1
            except ProtectedError:
                kept.append(str(row))
        self._tell_trashed(request, trashed, kept)
        return None

    def _tell_trashed(self, request: HttpRequest, trashed: int, kept: list[str]) -> None:
        if trashed:
            message = ngettext(
                "%d item is in the trash, from where it can be brought back.",
                "%d items are in the trash, from where they can be brought back.",
                trashed,
            )
            said = format_html("{}{}", message % trashed, _to_trash(request))
            self.message_user(request, said, messages.SUCCESS)
        for label in kept:
            message = gettext("“%(label)s” stays: something else still refers to it.")
            self.message_user(request, message % {"label": label}, messages.WARNING)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[Any, int], set[Any], list[str]]:
        """What Django finds, counted by kind: nobody reads a list of thousands of rows.

        Django's own writes a line for each row, and asks for each whether it may be deleted.
        """
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        # The stubs take its keys, which are models, for names.
        going = cast("dict[type[models.Model], set[Any]]", collector.model_objs)
        protected = Counter(type(row) for row in collector.protected)
        # Django's own link tables are nothing that anybody has heard of.
        counts = {
            kind._meta.verbose_name_plural: len(rows)
            for kind, rows in going.items()
            if not kind._meta.auto_created
        }
        told = [f"{n} {model_ngettext(kind._meta, n)}" for kind, n in protected.items()]
        return [], counts, self._lacking(request, objs, {*going, *protected}), told

    def _lacking(self, request: HttpRequest, objs: Any, kinds: set[type[models.Model]]) -> set[Any]:
        """The kinds that this person may not delete: each is asked once, the chosen rows each."""
        lacking = set()
        for kind in kinds:
            if not self.admin_site.is_registered(kind):
                continue
            desk = self.admin_site.get_model_admin(kind)
            rows = objs if kind is self.model else [None]
            if not all(desk.has_delete_permission(request, row) for row in rows):
                lacking.add(kind._meta.verbose_name)
        return lacking

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        context = {"title": _("Move to the trash"), **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        text = gettext("“{label}” is in the trash, from where it can be brought back.")
        said = format_html(text, label=obj_display) + _to_trash(request)
        self.message_user(request, said, messages.SUCCESS)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        address = reverse(name) if self.has_view_permission(request) else reverse("admin:index")
        return HttpResponseRedirect(address)


def _keep_pictures(row: models.Model, form: ModelForm) -> None:
    """Pictures that the form does not change stay as they are stored by now.

    Their renditions may have been finished since it was opened; the lock waits for who writes them.
    """
    kept = [
        field.name for field in picture_fields(type(row)) if field.name not in form.changed_data
    ]
    if kept:
        rows = type(row)._base_manager.select_for_update(no_key=True)
        row.refresh_from_db(fields=kept, from_queryset=rows)


def _to_trash(request: HttpRequest) -> SafeString:
    if not request.user.has_perm("publicmodels.view_trashed"):
        return SafeString("")
    return ways.on([Way(reverse(TRASH), gettext("Open the trash"))])


def colleague(request: HttpRequest) -> AbstractUser:
    # The admin lets nobody in who is not logged in.
    return cast("AbstractUser", request.user)
