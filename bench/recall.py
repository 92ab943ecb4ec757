"""How much of what readers look for is found, by language, in the configured database.

`python -m bench.recall` prints it as JSON; the database has to have no stories, and is left so.
"""

import json
import os
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # models exist after setup()
from django.db import transaction  # noqa: E402

from tests.articles import labelled  # noqa: E402

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def figures() -> dict[str, float]:
    """`recall10_` by language: the mean share of what should be found that is among ten."""
    return {f"recall10_{name}": round(_recall(name), 3) for name in labelled.NAMES}


def _recall(name: str) -> float:
    with transaction.atomic():
        found = labelled.recall(labelled.queries(name), labelled.publish(name, at=NOW))
        transaction.set_rollback(True)
    return sum(found.values()) / len(found)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(figures()))
