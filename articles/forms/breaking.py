"""What an editor says in breaking news, and for how long it stays."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms.desk import ElsewhereInput
from portal.site import banners
from portal.site.models import Banner

# How long it may stay, in minutes.
LASTS = (
    (15, _("15 minutes")),
    (30, _("30 minutes")),
    (60, _("1 hour")),
    (120, _("2 hours")),
    (360, _("6 hours")),
    (1440, _("24 hours")),
)
LONGEST = Banner._meta.get_field("text").max_length


class BreakingForm(forms.Form):
    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "breaking-form__words", "autocomplete": "off"}),
        help_text=_("One sentence. It stands at the top of every page."),
        error_messages={"required": _("Write what happened.")},
    )
    url = forms.CharField(
        label=_("Leads to"),
        max_length=Banner._meta.get_field("url").max_length,
        required=False,
        widget=ElsewhereInput,
        help_text=_(
            "Words of the headline of a story, or the address of a page. Empty, it is only read."
        ),
    )
    minutes = forms.TypedChoiceField(
        label=_("Stays for"), choices=LASTS, coerce=int, initial=60, widget=forms.RadioSelect
    )

    def clean_url(self) -> str:
        try:
            return banners.cleaned(self.cleaned_data["url"])
        except banners.Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
