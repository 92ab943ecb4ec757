"""Has related lists follow what went live or came down by the clock."""

from django.db import transaction
from django.utils import timezone

from articles import upkeep
from portal.pagecache.models import Boundary


@transaction.atomic
def settle() -> int:
    """Ask for what follows from each moment that has passed, once; of how many.

    Safe to run late, twice or at the same time: whoever comes second finds nothing left.
    """
    passed = dict(Boundary.objects.unsettled().values_list("pk", "subject"))
    if passed:
        upkeep.want(*filter(upkeep.is_known, passed.values()))
    left = Boundary.objects.filter(pk__in=passed, settled_at__isnull=True)
    return left.update(settled_at=timezone.now())
