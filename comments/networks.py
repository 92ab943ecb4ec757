"""Where comments come from: networks that can be told apart for some weeks, and never be read."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from comments.models import Ban, Comment, CommentSettings, Flag, NetworkKey
from portal.pagecache import clock

# After so many days another key is used; those before it are tried until they are forgotten.
ROTATES = timedelta(days=30)
LENGTH = 32
# Of an address of version 4 three bytes are looked at, /24, and of version 6 six, /48.
BYTES = {4: 3, 6: 6}
# What stands for whoever flagged a comment from a network that is forgotten.
FORGOTTEN = "gone:"
# Rows that are changed in one transaction: nobody waits for long.
BATCH = 1000

_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def cut(address: str) -> bytes:
    """The part of an address that is looked at; empty if it is none."""
    try:
        ip = ipaddress.ip_address(address.strip())
    except ValueError:
        return b""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return bytes([ip.version]) + ip.packed[: BYTES[ip.version]]


def hashes(address: str, *, at: datetime | None = None) -> tuple[str, ...]:
    """What the network of an address is called under each key, newest first; none if unreadable."""
    part = cut(address)
    if not part:
        return ()
    return tuple(
        hmac.new(bytes.fromhex(key.secret), part, hashlib.sha256).hexdigest()[:LENGTH]
        for key in _keys(at or timezone.now())
    )


def forget(*, at: datetime | None = None) -> int:
    """Forget what is older than the house remembers, its keys first; of how many comments."""
    at = at or timezone.now()
    before = at - _remembered()
    _old(at).delete()
    Ban.objects.filter(kind=Ban.Kind.NETWORK, at__lte=before).delete()
    old = Flag.objects.filter(at__lte=before)
    # Each its own, so that two of one comment are not the same.
    old.exclude(flagger__startswith="reader").exclude(flagger__startswith=FORGOTTEN).update(
        flagger=Concat(Value(FORGOTTEN), Cast(F("pk"), CharField()))
    )
    forgotten = 0
    while count := _forget_some(before):
        forgotten += count
    return forgotten


@transaction.atomic
def _forget_some(before: datetime) -> int:
    old = Comment.objects.exclude(network="").filter(created_at__lte=before).order_by("pk")
    # In the order in which decisions lock theirs.
    some = list(old.select_for_update().values_list("pk", flat=True)[:BATCH])
    Comment.objects.filter(pk__in=some).update(network="")
    # On no page.
    clock.touch()
    return len(some)


def _keys(at: datetime) -> list[NetworkKey]:
    """Those that count, newest first; the one of this month is made by who needs it first."""
    month = (at - _FIRST_DAY) // ROTATES
    keys = _live(at)
    if not keys or keys[0].pk < month:
        # One of this month may be over already, where the house remembers for days only.
        _old(at).delete()
        # Two processes may do so at once: the second finds the key of the first.
        made = NetworkKey(pk=month, secret=secrets.token_hex(LENGTH), at=at)
        NetworkKey.objects.bulk_create([made], ignore_conflicts=True)
        keys = _live(at)
    return keys


def _live(at: datetime) -> list[NetworkKey]:
    return list(NetworkKey.objects.filter(at__gt=at - _remembered()).order_by("-pk"))


def _old(at: datetime) -> QuerySet[NetworkKey]:
    return NetworkKey.objects.filter(at__lte=at - _remembered())


def _remembered() -> timedelta:
    return timedelta(days=CommentSettings.current().network_days)
