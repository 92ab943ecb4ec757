"""Whatever happens to two people, their windows and the wire: in the end a revision has each word.

A window that dies leaves what its device holds: static/js/admin/writing writes that at once, and as
a page is left. The same with the page itself in tests/browser/test_interleavings.py.
"""

import json
import math
import os
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles import autosaves, revisions
from articles.models import Article, FormSession, Revision
from tests.articles.window import NUMBERED, Lost, Person, Window, Wire, draw_nothing
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

# More by `INTERLEAVINGS=20000 make test SLOW=1`.
INTERLEAVINGS = int(os.environ.get("INTERLEAVINGS", "1000"))
# In one piece they held up a worker for minutes while the others had nothing left to do.
PARTS = 10
# Short ones say more plainly what went wrong, and cost less; some go on for longer.
STEPS = (14, 12, 10, 8)
FIELDS = ["headline", "standfirst", "body", "kicker"]
HOW = ["_continue", "_publish", "_merge", "seen"]
THEN = ["at once", "sent", "autosave comes late", "form comes late"]
PEOPLE = st.sampled_from([0, 1])
FEW = st.integers(0, 3)

# Those who write at once, whom databases keep apart, have tests of their own.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


class Desk(RuleBasedStateMachine):
    """Two editors at one story: each has windows, a device, a login and a wire."""

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
            person.log_in()
        self.words = []
        self.cut_out, self.wanted_gone = set(), set()

    def words_of_newest(self):
        newest = Revision.objects.filter(article=self.article).latest("pk")
        return set(NUMBERED.findall(json.dumps(newest.data)))

    def word(self):
        self.words.append(f"w{len(self.words)}w")
        return self.words[-1]

    def open(self, person, query=""):
        """One more window, which becomes the first; none if the newsroom does not answer."""
        address = f"/admin/articles/article/{self.article.pk}/change/{query}"
        try:
            person.windows.insert(0, Window(person, address=address))
        except Lost:
            return None
        return person.windows[0]

    def window(self, who, which):
        windows = self.people[who].windows
        return windows[which % len(windows)] if windows else self.open(self.people[who])

    # --- what people do ------------------------------------------------------------------------

    @rule(who=PEOPLE, which=FEW, name=st.sampled_from(FIELDS), then=st.sampled_from(THEN))
    def write(self, who, which, name, then):
        """A word; a second later what is typed is sent, and what was sent before may come late."""
        if window := self.window(who, which):
            window.type(name, self.word())
            if then != "at once":
                window.pause()
            if then == "autosave comes late":
                window.person.late("autosave")
            elif then == "form comes late":
                window.person.late("change")

    @rule(who=PEOPLE, which=FEW, name=st.sampled_from(FIELDS), then=st.sampled_from(THEN))
    def write_on(self, who, which, name, then):
        """The same: people mostly write."""
        self.write(who, which, name, then)

    @rule(who=PEOPLE, which=FEW, name=st.sampled_from(FIELDS), pauses=st.booleans())
    def cut(self, who, which, name, pauses):
        if window := self.window(who, which):
            word = window.cut(name)
            self.cut_out.add(word)
            if word in window.own:
                self.wanted_gone.add(word)
            if pauses:
                window.pause()

    @rule(who=PEOPLE, which=FEW, how=st.sampled_from(HOW), wire=st.sampled_from(Wire))
    def send(self, who, which, how, wire):
        """Save, publish, have merged, or save over what somebody else saved, having seen it."""
        if window := self.window(who, which):
            newest = Article.objects.get(pk=self.article.pk).newest_revision_id
            choice = {"seen": newest} if how == "seen" else {}
            before = self.words_of_newest()
            with suppress(Lost):
                window.press("_continue" if choice else how, wire=wire, **choice)
            # What somebody else saved goes only if it was seen.
            gone = before - self.words_of_newest() - self.cut_out
            assert how in ("seen", "_merge") or not gone

    @rule(who=PEOPLE, which=FEW, what=st.sampled_from(["open", "offered", "back", "over", "aside"]))
    def move(self, who, which, what):
        person, window = self.people[who], self.window(who, which)
        offered = FormSession.objects.offered().filter(article=self.article)
        if what == "open":
            self.open(person)
        elif what == "offered" and (held := offered.first()):
            self.open(person, f"?typed={held.key}")
        elif what == "aside" and (held := offered.filter(by=person.pk).first()):
            autosaves.put_aside(held.key, by=held.by)
        elif what == "over" and window:
            window.take_over()
        elif what == "back" and window and (before := window.before()):
            person.windows.append(before)

    @rule(who=PEOPLE, which=FEW)
    def restore(self, who, which):
        """Make an older revision the newest, which windows that stand open do not know."""
        found = Revision.objects.filter(article=self.article).order_by("pk")
        user = get_user_model().objects.get(pk=self.people[who].pk)
        revisions.save(self.article, found[which % len(found)].content, by=user)

    # --- what happens to them ------------------------------------------------------------------

    @rule(who=PEOPLE, which=FEW)
    def crash(self, who, which):
        """A window is gone, and with it all that is not on the device."""
        if window := self.window(who, which):
            window.person.windows.remove(window)

    @rule(who=PEOPLE, wire=st.sampled_from([*Wire, "no login"]), fails=st.sampled_from([1, 2, 6]))
    def the_wire_fails(self, who, wire, fails):
        if wire == "no login":
            self.people[who].client.logout()
        else:
            self.people[who].wire, self.people[who].fails = wire, fails

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
            person.fails = 0
            person.log_in()
            person.flush()
            assert person.device == {}
        held = FormSession.objects.unsaved().filter(article=self.article)
        done = set()
        while left := held.exclude(key__in=done).first():
            self._finish(left)
            done.add(left.key)
        kept = [*self.article.revisions.values_list("data", flat=True)]
        kept += held.values_list("fields", flat=True)
        found = set(NUMBERED.findall(json.dumps(kept)))
        assert set(self.words) - found - self.wanted_gone == set()

    def _finish(self, held):
        person = next(each for each in self.people if each.pk == held.by_id)
        window = self.open(person, f"?typed={held.key}")
        window.take_over()
        newest = Article.objects.get(pk=self.article.pk).newest_revision_id
        response = window.press(seen=newest)
        assert "writing" in response.context_data
        assert not window.page["unsaved"], response.context_data["adminform"].form.errors
        assert not FormSession.objects.offered().filter(key=held.key).exists()


@pytest.fixture
def desk(settings, monkeypatch):
    users = [UserFactory(role="Editor").pk for _number in range(2)]
    client = Client()
    client.force_login(get_user_model().objects.get(pk=users[0]))
    drawn = Window(Person(client, users[0]), ArticleFactory(category=CategoryFactory()))
    draw_nothing(settings, monkeypatch)
    return type("OneDesk", (Desk,), {"others": drawn.fields, "users": users})


def interleave(desk, count, *, part=0):
    """In CI always the same ones, others for each part; elsewhere new ones every time."""
    run_state_machine_as_test(
        seed(part)(desk) if settings().derandomize else desk,
        settings=settings(
            max_examples=count,
            stateful_step_count=STEPS[part % len(STEPS)],
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_word_is_lost_in_a_few_interleavings(desk):
    interleave(desk, 15)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_word_is_lost_in_many_interleavings(desk, part):
    interleave(desk, math.ceil(INTERLEAVINGS / PARTS), part=part)
