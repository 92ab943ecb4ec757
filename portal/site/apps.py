from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.site import address


class SiteConfig(AppConfig):
    name = "portal.site"
    label = "site_settings"
    verbose_name = _("Site")

    def ready(self) -> None:
        post_migrate.connect(address.sync, sender=self, dispatch_uid="site address")
