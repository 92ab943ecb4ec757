"""What the scripts of a story's form ask, as a test asks it; and forms with something in them."""

import json
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from articles.models import FormSession

AUTOSAVE = "admin:articles_article_autosave"


def ask(client, name, *args, **data):
    """A question of a script, and its answer."""
    address = reverse(name if ":" in name else f"admin:articles_article_{name}", args=args)
    return client.post(address, json.dumps(data), content_type="application/json")


def keep(client, article=None, *, key=None, number=1, **fields):
    sent = {name: [value] for name, value in fields.items()}
    pk = article and article.pk
    key = str(key or uuid4())
    return ask(client, AUTOSAVE, key=key, number=number, article=pk, fields=sent)


def keep_for(article, user, *, seen=timedelta(minutes=5), **fields):
    """A form of somebody's that was closed a while ago with this in it."""
    then = timezone.now() - seen
    return FormSession.objects.create(
        key=uuid4(), article=article, by=user, by_name=user.display_name(), opened_at=then,
        seen_at=then, typed_at=then, number=3,
        fields={name: [value] for name, value in fields.items()},
    )  # fmt: skip
