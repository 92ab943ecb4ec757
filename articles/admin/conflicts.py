"""A save that met somebody else's: both are shown, and on request put together in the form."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.forms.conflict import conflict_of, merged_form


class ConflictsAdmin(admin.ModelAdmin):
    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """What was typed stays in the form, until its writer has it merged with theirs.

        Nothing is merged that was not shown: who saved once more meanwhile is shown first.
        """
        form = context["adminform"].form
        if form.newer:
            # It is the only error, and told with what to do about it.
            context["errors"] = None
            shown = conflict_of(form, form.newer)
            if form.merging and "conflict" in form.data and not shown.again:
                context["merged"] = merged_form(form)
                context["adminform"].form = context["merged"].form
            else:
                context["conflict"] = shown
        return super().render_change_form(request, context, add, change, form_url, obj)
