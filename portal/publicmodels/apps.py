from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicModelsConfig(AppConfig):
    name = "portal.publicmodels"
    label = "publicmodels"
    verbose_name = _("Trash")
