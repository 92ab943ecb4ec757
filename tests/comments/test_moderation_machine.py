"""Whatever people do in whatever order, the count is what the thread shows and the log is whole."""

import re
from collections import Counter
from contextlib import suppress

import pytest
from django.template import Context, Template
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from articles.models import Article
from comments import moderation
from comments.models import Ban, Comment, Decision
from tests.comments.factories import make_submission, moderator_on_duty
from tests.factories import ArticleFactory

SHOWN = Template("{% load comments %}{% comment_thread article %}")


class Moderation(RuleBasedStateMachine):
    sent, bans = Bundle("sent"), Bundle("bans")

    def __init__(self):
        super().__init__()
        self.article = ArticleFactory()
        self.moderator = moderator_on_duty()

    @rule(target=sent)
    def send(self):
        return moderation.submit(make_submission(self.article))

    @rule(target=sent, parent=sent)
    def answer(self, parent):
        try:
            return moderation.submit(make_submission(self.article, parent_id=parent.pk))
        except moderation.Refused:
            assert Comment.objects.get(pk=parent.pk).status != Comment.Status.APPROVED
            return multiple()

    @rule(comments=st.lists(sent, max_size=4), action=st.sampled_from(list(moderation.MOVES)))
    def decide(self, comments, action):
        outcome = moderation.decide(comments, action, by=self.moderator)
        assert len(outcome.changed) + outcome.unchanged == len({comment.pk for comment in comments})

    @rule(comment=sent)
    def undo(self, comment):
        standing = Decision.objects.standing().filter(comment=comment).exists()
        try:
            moderation.undo(comment, by=self.moderator)
        except moderation.Refused:
            withdrawn = Comment.Status.WITHDRAWN
            assert not standing or Comment.objects.get(pk=comment.pk).status == withdrawn

    @rule(comment=sent, text=st.sampled_from(["Other words.", "http://a.b http://c.d www.e.f"]))
    def edit(self, comment, text):
        with suppress(moderation.Refused):
            moderation.edit(comment, make_submission(self.article, text=text))

    @rule(comment=sent)
    def withdraw(self, comment):
        with suppress(moderation.Refused):
            assert moderation.withdraw(comment).text == ""

    @rule(comment=sent, verb=st.sampled_from([moderation.pick, moderation.unpick]))
    def pick(self, comment, verb):
        with suppress(moderation.Refused):
            verb(comment, by=self.moderator)

    @rule(comment=sent, flagger=st.sampled_from("abcd"))
    def flag(self, comment, flagger):
        with suppress(moderation.Refused):
            moderation.flag(comment, flagger=flagger, reason="abuse")

    @rule(target=bans, comment=sent)
    def ban(self, comment):
        try:
            banned = moderation.ban(comment, ["email"], by=self.moderator)
        except moderation.Refused:
            assert Comment.objects.get(pk=comment.pk).email == ""
            return multiple()
        assert not Comment.objects.filter(status="pending").of_writer(comment.email).exists()
        return banned.batch

    @rule(batch=bans)
    def undo_ban(self, batch):
        moderation.undo_batch(batch, by=self.moderator)
        assert not Ban.objects.standing().filter(batch=batch).exists()

    @invariant()
    def the_count_is_what_the_thread_shows(self):
        article = Article.objects.select_related("category__parent").get(pk=self.article.pk)
        html = SHOWN.render(Context({"article": article}))
        shown = len(re.findall('<article class="comment[ "]', html))
        assert shown == article.comment_count

    @invariant()
    def the_log_tells_how_each_comment_came_to_its_status(self):
        for comment in Comment.objects.filter(article=self.article):
            status = Comment.Status.PENDING
            for decision in comment.decisions.order_by("pk"):
                assert decision.before == status
                status = decision.after
            assert comment.status == status

    @invariant()
    def branches_count_what_readers_see_of_them(self):
        seen = Counter(Comment.objects.approved().values_list("root", flat=True))
        roots = Comment.objects.filter(parent__isnull=True)
        assert dict(roots.values_list("pk", "branch_count")) == {
            root.pk: seen[root.pk] for root in roots
        }

    @invariant()
    def every_comment_is_below_what_it_answers(self):
        for comment in Comment.objects.exclude(parent=None).select_related("parent"):
            assert comment.path.startswith(f"{comment.parent.path}/")
            assert comment.root_id == comment.parent.root_id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("examples", "steps"), [(15, 12), pytest.param(25, 20, marks=pytest.mark.slow)]
)
def test_count_thread_and_log_agree_whatever_happens(examples, steps):
    run_state_machine_as_test(
        Moderation,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
