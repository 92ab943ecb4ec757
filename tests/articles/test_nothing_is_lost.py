"""Whatever happens to two people, their windows and the wire: in the end a revision has each word.

A window that dies leaves what its device holds: static/js/admin/writing writes that at once, and as
a page is left. The same with the page itself in tests/browser/test_interleavings.py.
"""

import json
import os

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from articles import autosaves, revisions
from articles.models import Article, FormSession, Revision
from tests.articles.window import Lost, Person, Window, Wire
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

# More by `INTERLEAVINGS=20000 make test SLOW=1`.
INTERLEAVINGS = int(os.environ.get("INTERLEAVINGS", "1000"))
FIELDS = ["headline", "standfirst", "body", "kicker"]
TWO = st.sampled_from([0, 1])


class Desk(RuleBasedStateMachine):
    """Two editors at one story: each has windows, a device, a login and a wire."""

    windows = Bundle("windows")
    # What the form holds beside what is written, and the users: the same for all.
    others: dict
    users: list

    def __init__(self):
        super().__init__()
        texts = {"headline": "Begun", "kicker": "Begun", "body": "<p>Begun</p>"}
        self.article = ArticleFactory(category_id=int(self.others["category"][0]), **texts)
        self.people = [Person(Client(raise_request_exception=False), each) for each in self.users]
        for person in self.people:
            person.others = self.others
            self.log_in_again(person)
        self.words = []

    @staticmethod
    def log_in_again(person):
        person.client.force_login(get_user_model().objects.get(pk=person.pk))

    def word(self):
        self.words.append(f"w{len(self.words)}w")
        return self.words[-1]

    # --- what people do ------------------------------------------------------------------------

    @rule(target=windows, who=TWO)
    def open(self, who):
        return self._open(who)

    @rule(target=windows, who=TWO)
    def open_what_is_offered(self, who):
        offered = FormSession.objects.offered().filter(article=self.article).first()
        return self._open(who, f"?typed={offered.key}") if offered else multiple()

    def _open(self, who, query=""):
        person = self.people[who]
        address = f"/admin/articles/article/{self.article.pk}/change/{query}"
        try:
            return Window(person, address=address)
        except Lost:
            return multiple()

    @rule(window=windows, name=st.sampled_from(FIELDS), pauses=st.booleans())
    def type(self, window, name, pauses):
        window.type(name, self.word())
        if pauses:
            window.pause()

    @rule(window=windows)
    def pause(self, window):
        window.pause()

    @rule(window=windows, button=st.sampled_from(["_continue", "_publish"]))
    def press(self, window, button):
        try:
            window.press(button)
        except Lost:
            window.to_device()

    @rule(window=windows)
    def insist(self, window):
        """Save one's own over what somebody else saved, having seen it."""
        newest = Article.objects.get(pk=self.article.pk).newest_revision_id
        try:
            window.press(seen=newest)
        except Lost:
            window.to_device()

    @rule(target=windows, window=windows)
    def go_back(self, window):
        """By the browser's button to the page before, as it was left."""
        return window.before() or multiple()

    @rule(window=windows)
    def take_over(self, window):
        window.take_over()

    @rule(window=windows)
    def put_aside_all_that_is_offered(self, window):
        for held in FormSession.objects.offered().filter(by=window.person.pk):
            autosaves.put_aside(held.key, by=held.by)

    @rule(who=TWO, data=st.data())
    def restore(self, who, data):
        """Make an older revision the newest, which windows that stand open do not know."""
        found = list(Revision.objects.filter(article=self.article).order_by("pk"))
        user = get_user_model().objects.get(pk=self.people[who].pk)
        revisions.save(self.article, data.draw(st.sampled_from(found)).content, by=user)

    # --- what happens to them ------------------------------------------------------------------

    @rule(window=consumes(windows))
    def crash(self, window):
        """The window is gone, and with it all that is not on the device."""

    @rule(who=TWO, wire=st.sampled_from([Wire.CUT, Wire.KILLED, Wire.DEAF, Wire.OPEN]))
    def the_wire(self, who, wire):
        self.people[who].wire = wire

    @rule(who=TWO, back=st.integers(1, 4))
    def arrives_late(self, who, back):
        self.people[who].late(back)

    @rule(who=TWO)
    def login_expires(self, who):
        self.people[who].client.logout()

    @rule(who=TWO)
    def log_in(self, who):
        self.log_in_again(self.people[who])

    # --- what must be true ---------------------------------------------------------------------

    @invariant()
    def readers_see_what_was_published_and_no_more(self):
        article = Article.objects.select_related("live_revision").get(pk=self.article.pk)
        content = article.live_revision.content
        shown = (article.headline, article.standfirst, article.kicker, article.body)
        assert shown == (content.headline, content.standfirst, content.kicker, content.body)

    def teardown(self):
        """All is well again, and everybody goes on with what is offered, until nothing is."""
        for person in self.people:
            person.wire = Wire.OPEN
            self.log_in_again(person)
            person.flush()
            assert person.device == {}
        unsaved = FormSession.objects.unsaved().filter(article=self.article)
        for _round in range(50):
            if (held := unsaved.first()) is None:
                break
            self._finish(held)
        told = json.dumps(list(self.article.revisions.values_list("data", flat=True)))
        assert [word for word in self.words if word not in told] == []

    def _finish(self, held):
        who = next(index for index, each in enumerate(self.people) if each.pk == held.by_id)
        window = self._open(who, f"?typed={held.key}")
        window.take_over()
        newest = Article.objects.get(pk=self.article.pk).newest_revision_id
        response = window.press(seen=newest)
        assert "writing" in response.context_data
        assert not window.page["unsaved"], response.context_data["adminform"].form.errors
        assert not FormSession.objects.unsaved().filter(key=held.key).exists()


@pytest.fixture
def desk(settings):
    users = [UserFactory(role="Editor").pk for _number in range(2)]
    client = Client()
    client.force_login(get_user_model().objects.get(pk=users[0]))
    drawn = Window(Person(client, users[0]), ArticleFactory(category=CategoryFactory()))
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.articles.window.Unseen"]
    return type("OneDesk", (Desk,), {"others": drawn.fields, "users": users})


def interleave(desk, count):
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=count,
            stateful_step_count=14,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_no_word_is_lost_in_a_few_interleavings(desk):
    interleave(desk, 15)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("half", [1, 2])
def test_no_word_is_lost_in_many_interleavings(desk, half):
    interleave(desk, INTERLEAVINGS // 2)
