"""Which branch each comment belongs to, and what readers see of it."""

from itertools import batched

from django.db import migrations
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

FIRST_REPLIES = 10
ALL_SHOWN = 2**63 - 1


def grow(apps, schema_editor):
    Comment = apps.get_model("comments", "Comment")
    Comment.objects.filter(parent__isnull=True, root__isnull=True).update(root=F("pk"))
    above = Comment.objects.filter(pk=OuterRef("parent")).values("root")
    while Comment.objects.filter(root__isnull=True, parent__root__isnull=False).update(
        root=Subquery(above)
    ):
        pass
    seen = Comment.objects.filter(status="approved", root=OuterRef("pk")).order_by()
    count = seen.values("root").annotate(n=Count("pk")).values("n")
    replies = seen.exclude(pk=OuterRef("pk")).order_by("pk").values("pk")
    Comment.objects.filter(parent__isnull=True).update(
        branch_count=Coalesce(Subquery(count), 0),
        shown_until=Coalesce(Subquery(replies[FIRST_REPLIES - 1 : FIRST_REPLIES]), ALL_SHOWN),
    )


def weigh(apps, schema_editor):
    """What the checks found before is what the queue can be sorted by."""
    Comment = apps.get_model("comments", "Comment")
    found = Comment.objects.exclude(reasons=[]).only("reasons").iterator(chunk_size=1000)
    for batch in batched(found, 1000):
        for comment in batch:
            comment.score = sum(reason["weight"] for reason in comment.reasons)
        Comment.objects.bulk_update(batch, ["score"])


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_conversation")]

    operations = [
        migrations.RunPython(grow, migrations.RunPython.noop),
        migrations.RunPython(weigh, migrations.RunPython.noop),
    ]
