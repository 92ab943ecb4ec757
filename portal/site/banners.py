"""Breaking news across every page: begun and ended by an editor, or over by itself."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pagecache import clock
from portal.site import beginning
from portal.site.address import is_sound, own_path
from portal.site.models import Banner, SiteSettings

# Editors forget to take it away, and readers then believe nothing that is called breaking.
USUAL, MORE, LONGEST = timedelta(hours=1), timedelta(minutes=30), timedelta(hours=24)


class Refused(Exception):
    """It cannot be shown like that; the message tells an editor why."""


def at(moment: datetime) -> Banner | None:
    """What readers saw, or will see, at this moment."""
    return Banner.objects.shown(moment).first()


@transaction.atomic
def start(
    text: str, url: str = "", *, by: AbstractUser, ends_at: datetime | None = None
) -> tuple[Banner, Banner | None]:
    """Show it from now on in place of what was shown before, which is returned beside it."""
    before, now = _taken(by), timezone.now()
    if not (text := " ".join(text.split())):
        raise Refused(_("Write what happened."))
    if before:
        _end(before, now)
    name = by.get_full_name() or by.get_username()
    banner = Banner(text=text, url=cleaned(url), starts_at=now, by_id=by.pk, by_name=name, at=now)
    banner.ends_at = _bounded(ends_at or now + USUAL, banner)
    banner.save(force_insert=True)
    _announce(banner)
    return banner, before


@transaction.atomic
def extend(*, by: AbstractUser) -> Banner:
    """Show what is shown for half an hour more, but not past a day."""
    banner = _taken(by)
    if banner is None:
        raise Refused(_("It has ended already."))
    banner.ends_at = _bounded(banner.ends_at + MORE, banner)
    banner.save(update_fields=["ends_at"])
    _announce(banner)
    return banner


@transaction.atomic
def stop(*, by: AbstractUser) -> Banner | None:
    """End what is shown, which is returned; nothing if it has ended already."""
    banner = _taken(by)
    if banner:
        _end(banner, timezone.now())
        _announce(banner)
    return banner


def cleaned(url: str) -> str:
    """The address as it is kept: a path where it is one of this site. Refused if none to click."""
    url = own_path(url.strip())
    if url and (url.startswith("http:") or not is_sound(url)):
        raise Refused(
            _("Begin the address with a slash, as pages of this site do, or with https://.")
        )
    return url


def _taken(by: AbstractUser) -> Banner | None:
    """What is shown now; whoever else would change that waits."""
    if not by.has_perm("site_settings.break_news"):
        raise PermissionDenied
    beginning.begin()
    SiteSettings.objects.select_for_update().get(pk=1)
    return at(timezone.now())


def _bounded(ends_at: datetime, banner: Banner) -> datetime:
    if not timezone.now() < ends_at <= banner.starts_at + LONGEST:
        raise Refused(_("It has to end within 24 hours of its beginning."))
    return ends_at


def _end(banner: Banner, now: datetime) -> None:
    banner.ends_at = now
    banner.save(update_fields=["ends_at"])


def _announce(banner: Banner) -> None:
    """Every page is another now, and once more when it ends."""
    clock.set_boundaries("banner", [banner.ends_at])
    clock.touch(*banner.cache_tags())
