"""What scripts of a front's page send, and how they are answered."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from articles.fronts import presence, versions
from articles.models import FrontVisit
from tests.articles.board import address, live, newest, pins
from tests.articles.desk import filled_in
from tests.articles.fronts import save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    return [ArticleFactory(headline=f"Story {n}") for n in range(3)]


def fields(client):
    """What stands in the form, as a script reads it."""
    found = filled_in(client.get(address()), "front")
    based_on = int(found.pop("based_on")[0])
    return {"fields": found, "based_on": based_on}


def post(client, sent, name="save", category=None):
    return client.post(address(name, category=category), sent, content_type="application/json")


def pinned(sent, story, where="lead", name="a", place=1):
    """The same with a story pinned, as its card writes it."""
    own = {
        "story": str(story.pk), "zone": where, "place": str(place), "headline": "", "image": "",
        "starts_at": "", "ends_at": "",
    }  # fmt: skip
    added = {f"slot-{name}-{field}": [value] for field, value in own.items()}
    slots = {"slot": [*sent["fields"].get("slot", []), name]}
    return sent | {"fields": sent["fields"] | added | slots}


class TestSaving:
    def test_a_save_is_a_draft_and_tells_what_is_not_launched(self, desk, stories):
        answer = post(desk, pinned(fields(desk), stories[0])).json()

        assert (answer["kind"], answer["number"], answer["moved"]) == ("saved", 1, [])
        assert answer["said"].startswith("Saved ")
        assert answer["said"].endswith("not launched")
        assert "Pinned “Story 0” in Lead" in answer["html"]
        assert pins(newest()) == [stories[0].pk]
        assert live() is None

    def test_saving_the_same_again_makes_no_version(self, desk, stories):
        sent = pinned(fields(desk), stories[0])

        numbers = [post(desk, sent).json()["number"] for _time in range(2)]

        assert numbers == [1, 1]

    def test_launching_gives_it_to_readers(self, desk, client, stories):
        sent = pinned(fields(desk), stories[0]) | {"press": "launch"}
        sent["fields"]["slot-a-headline"] = ["As readers have it"]

        answer = post(desk, sent).json()

        assert answer["kind"] == "launched"
        assert "As readers have it" in client.get("/").content.decode()

    def test_zones_of_somebody_else_come_back_with_the_answer(self, desk, stories, colleague):
        sent = pinned(fields(desk), stories[0])
        save(zone("top", slot(stories[1])), by=colleague)

        answer = post(desk, sent).json()

        assert (answer["kind"], answer["moved"]) == ("saved", ["top"])
        assert (pins(newest()), pins(newest(), "top")) == ([stories[0].pk], [stories[1].pk])

    def test_where_both_changed_the_same_nothing_is_saved_until_one_chose(
        self, desk, stories, colleague
    ):
        sent = pinned(fields(desk), stories[0])
        theirs = save(zone("lead", slot(stories[1]), size=1), by=colleague)

        answer = post(desk, sent).json()
        still = newest()
        asked = sent["fields"] | {"asked": ["lead"]}
        again = {"fields": asked, "based_on": answer["number"]}
        undecided = post(desk, again).json()
        again["fields"] = asked | {"take-lead": ["theirs"]}
        chosen = post(desk, again).json()

        assert (answer["kind"], answer["number"]) == ("conflict", theirs.number)
        assert 'name="take-lead"' in answer["html"]
        assert still == theirs
        assert undecided["kind"] == "invalid"
        assert 'name="take-lead"' in undecided["html"]
        assert (chosen["kind"], chosen["moved"]) == ("saved", ["lead"])
        assert newest() == theirs

    def test_what_somebody_else_changed_is_not_launched_unseen(self, desk, stories, colleague):
        sent = pinned(fields(desk), stories[0]) | {"press": "launch"}
        save(zone("top", slot(stories[1])), by=colleague)

        first = post(desk, sent).json()
        still = live()
        again = pinned(fields(desk), stories[2], where="picks", name="b") | {"press": "launch"}
        second = post(desk, again).json()

        assert (first["kind"], first["moved"]) == ("saved", ["top"])
        assert "Not launched: somebody changed it meanwhile." in first["html"]
        assert still is None
        assert second["kind"] == "launched"
        assert pins(live(), "top") == [stories[1].pk]

    def test_one_press_goes_back_to_what_readers_have(self, desk, stories):
        post(desk, pinned(fields(desk), stories[0]) | {"press": "launch"})
        draft = fields(desk)
        draft["fields"]["slot-a-zone"] = ["top"]
        post(desk, draft)

        answer = post(desk, fields(desk) | {"press": "discard"}).json()

        assert (answer["kind"], answer["moved"]) == ("saved", ["lead", "top"])
        assert pins(newest()) == [stories[0].pk]
        assert "Readers have this" in answer["html"]

    def test_what_does_not_fit_is_said_at_its_field(self, desk, stories):
        sent = pinned(fields(desk), stories[0])
        sent["fields"]["slot-a-image"] = ["99"]

        answer = post(desk, sent).json()

        assert answer["kind"] == "invalid"
        assert "There is no image with this number." in answer["html"]
        assert newest() is None

    @pytest.mark.parametrize(
        "sent",
        [{}, {"fields": []}, {"fields": {"slot": "a"}}, {"fields": {"slot": [1]}},
         {"fields": {str(n): [] for n in range(2001)}}],
    )  # fmt: skip
    def test_what_no_page_sends_is_refused(self, desk, sent):
        assert post(desk, sent).status_code == 400
        assert newest() is None

    @pytest.mark.parametrize("based_on", [None, "x", -1, 10**30, 99])
    def test_a_version_that_is_not_there_is_none_to_go_on_from(self, desk, stories, based_on):
        sent = pinned(fields(desk), stories[0]) | {"based_on": based_on}

        assert post(desk, sent).status_code == 200

    def test_words_of_any_kind_are_taken(self, desk, stories):
        sent = pinned(fields(desk), stories[0])
        sent["fields"]["slot-a-headline"] = ["\x00\ud800 Наслов <b>"]

        post(desk, sent)

        lead = versions.layout_of(newest()).zone("lead")
        assert lead.slots[0].headline == "? Наслов <b>"


class TestCompany:
    def test_others_who_are_here_are_named_and_so_is_the_newest_version(
        self, desk, editor, colleague
    ):
        front = versions.front_of(None)
        presence.come(front, by=colleague, key=uuid4())
        presence.come(front, by=editor, key=uuid4())
        presence.come(versions.front_of(CategoryFactory()), by=colleague, key=uuid4())

        answer = post(desk, {"key": str(uuid4())}, "present").json()

        assert answer == {
            "others": [
                "Ana Quick is on this page too.",
                "You have this page open in another window.",
            ],
            "number": 0,
        }

    def test_who_closed_the_page_or_gave_no_sign_of_life_is_not_here(self, desk, colleague):
        front, now = versions.front_of(None), timezone.now()
        keys = [uuid4() for _number in range(3)]
        presence.come(front, by=colleague, key=keys[0])
        presence.leave(by=colleague, key=keys[0])
        with time_machine.travel(now - presence.LASTS - timedelta(seconds=1)):
            presence.come(front, by=colleague, key=keys[1])

        answer = post(desk, {"key": str(keys[2])}, "present").json()
        left = post(desk, {"key": str(keys[2]), "closed": True}, "present").json()

        assert answer["others"] == []
        assert left == {}
        assert not FrontVisit.objects.exists()

    def test_nobody_ends_the_visit_of_another(self, desk, colleague):
        key = uuid4()
        presence.come(versions.front_of(None), by=colleague, key=key)

        post(desk, {"key": str(key), "closed": True}, "present")

        assert FrontVisit.objects.get().by == colleague
