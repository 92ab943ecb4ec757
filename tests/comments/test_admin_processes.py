"""Two moderators at work in two processes, on a database between them."""

import os
import subprocess
import sys

import pytest
from django.db.models import F

from articles.models import Article
from comments.models import Comment, Decision
from tests.factories import ArticleFactory, UserFactory
from tests.pagecache.servers import ROOT, database_url

pytestmark = pytest.mark.usefixtures("database")
MANY, AT_ONCE = 200, 20

# Both wait for a line, so that they begin together; each goes through the queue from its own end.
DESK = """
import sys
import django
django.setup()
from accounts.models import User
from comments import moderation
from comments.models import Comment
by, action, order, size = User.objects.get(username=sys.argv[1]), *sys.argv[2:4], int(sys.argv[4])
comments = list(Comment.objects.order_by(order))
seen = {comment.pk: comment.status for comment in comments}
print("ready", flush=True)
sys.stdin.readline()
changed = sum(
    len(moderation.decide(comments[start : start + size], action, by=by, seen=seen).changed)
    for start in range(0, len(comments), size)
)
print(changed, flush=True)
"""


def begin(name, action, order, folder):
    said = {
        "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "portal.settings", "DEBUG": "1",
        "PORTAL_VAR": str(folder), "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", DESK, name, action, order, str(AT_ONCE)], cwd=ROOT,
        env=os.environ | said, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("other", ["approve", "reject"])
def test_two_who_decide_on_the_same_at_once_decide_on_each_once(tmp_path, other):
    article = ArticleFactory()
    Comment.objects.bulk_create(
        Comment(article=article, name="Rada", email=f"{number}@example.org", text="Text")
        for number in range(MANY)
    )
    Comment.objects.update(root=F("pk"))
    for name in ("ana", "bojan"):
        UserFactory(username=name, role="Moderator")

    desks = [begin("ana", "approve", "pk", tmp_path), begin("bojan", other, "-pk", tmp_path)]
    for desk in desks:
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        desk.stdin.write("\n")
        desk.stdin.flush()
    changed = [int(desk.communicate(timeout=60)[0]) for desk in desks]

    assert sum(changed) == MANY
    assert Decision.objects.count() == MANY
    assert Decision.objects.values("comment").distinct().count() == MANY
    approved = MANY if other == "approve" else changed[0]
    assert Comment.objects.approved().count() == approved
    assert Comment.objects.filter(status="rejected").count() == MANY - approved
    assert Article.objects.get().comment_count == approved
