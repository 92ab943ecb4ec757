"""Whatever people do in whatever order, the count is what the thread shows and the log is whole."""

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
from comments.models import Comment
from tests.comments.factories import make_submission, moderator_on_duty
from tests.factories import ArticleFactory

SHOWN = Template("{% load comments %}{% comment_thread article %}")


class Moderation(RuleBasedStateMachine):
    sent = Bundle("sent")

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
        try:
            moderation.undo(comment, by=self.moderator)
        except moderation.Refused:
            assert Comment.objects.get(pk=comment.pk).status == Comment.Status.PENDING

    @invariant()
    def the_count_is_what_the_thread_shows(self):
        article = Article.objects.select_related("category__parent").get(pk=self.article.pk)
        html = SHOWN.render(Context({"article": article}))
        assert html.count('<article class="comment"') == article.comment_count

    @invariant()
    def the_log_tells_how_each_comment_came_to_its_status(self):
        for comment in Comment.objects.filter(article=self.article):
            status = Comment.Status.PENDING
            for decision in comment.decisions.order_by("pk"):
                assert decision.before == status
                status = decision.after
            assert comment.status == status


@pytest.mark.django_db
def test_count_thread_and_log_agree_whatever_happens():
    run_state_machine_as_test(
        Moderation, settings=settings(max_examples=15, stateful_step_count=12, deadline=None)
    )
