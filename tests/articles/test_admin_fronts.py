"""The desk's page of a front as a plain form: shaped, saved, launched."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.fronts import versions
from articles.models import ViewCount
from tests.articles.board import BOARD, address, live, newest, pins
from tests.articles.desk import filled_in, messages, page, ways
from tests.articles.fronts import launch, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory, TagFactory

pytestmark = pytest.mark.django_db


def fields(client, where=BOARD):
    """What a browser would send of the board as it stands."""
    return filled_in(client.get(where), "front")


def send(client, sent, button="save", where=BOARD, **typed):
    return client.post(
        where, sent | {name: [value] for name, value in typed.items()} | {button: "1"}, follow=True
    )


def field(version_or_sent, story, name):
    """The name of a field of the slot in which a story is pinned."""
    for key in version_or_sent["slot"]:
        if version_or_sent[f"slot-{key}-story"] == [str(story.pk)]:
            return f"slot-{key}-{name}"
    raise LookupError(story)


def errors(response):
    return [
        str(error)
        for form in forms(response)
        for listed in form.errors.values()
        for error in listed
    ]


def forms(response):
    for each in response.context["zones"]:
        yield each.form
        yield from (card.form for card in each.pinned)


class TestTheBoard:
    def test_it_has_the_zones_of_the_page_with_what_stands_in_them_and_why(self, desk):
        section = CategoryFactory(name="Politics", in_menu=True)
        story = ArticleFactory(category=section, headline="River rises")
        pinned = ArticleFactory(headline="Plums")
        save(zone("lead", slot(pinned, headline="Plums!"), size=1))

        shown = desk.get(BOARD)

        labels = [each.label for each in shown.context["zones"]]
        assert labels[:4] == ["Lead", "Top stories", "Editors' picks", "Latest"]
        assert "Politics" in labels[4:]
        lead, top = shown.context["zones"][:2]
        assert [card.headline for card in lead.pinned] == ["Plums!"]
        assert lead.pinned[0].why.startswith("Pinned by The Desk, ")
        assert [card.story for card in top.automatic] == [story]
        assert top.automatic[0].why == "Second newest; 1 newer stands elsewhere"

    def test_what_does_not_stand_there_now_says_why(self, desk):
        later = timezone.now() + timedelta(hours=2)
        planned = ArticleFactory(at=later, headline="Later")
        waits = ArticleFactory(headline="Waits")
        save(zone("top", slot(planned), slot(waits, starts_at=later)))

        shown = page(desk.get(BOARD))

        assert "Not shown: readers cannot open it" in shown
        assert "Waits until" in shown
        assert "story-state--scheduled" in shown

    def test_views_of_a_day_and_a_week_stand_beside_each_story(self, desk):
        story, hour = ArticleFactory(), timezone.now().replace(minute=0, second=0, microsecond=0)
        for hours, count in ((0, 4), (5, 3), (30, 100), (24 * 8, 1_000)):
            ViewCount.objects.create(article=story, hour=hour - timedelta(hours=hours), count=count)

        assert "7 views in 24 h · 107 in 7 days" in page(desk.get(BOARD))

    def test_a_section_has_a_board_of_its_own(self, desk):
        section, other = CategoryFactory(name="Politics"), CategoryFactory()
        story = ArticleFactory(category=section)
        ArticleFactory(category=other)

        shown = desk.get(address(category=section))

        assert [each.label for each in shown.context["zones"]] == ["Lead", "Top stories"]
        assert [card.story for each in shown.context["zones"] for card in each.automatic] == [story]
        assert address(category=other) in page(shown)

    def test_a_section_goes_back_to_its_plain_list(self, desk, client):
        section = CategoryFactory(name="Politics")
        story = ArticleFactory(category=section)
        plain = client.get(section.get_absolute_url()).content
        launch(zone("lead", slot(story), size=1), of=section)
        where = address(category=section)
        sent = fields(desk, where)

        shaped = client.get(section.get_absolute_url()).content
        sent |= {"zone-lead-size": ["0"], "zone-top-size": ["0"], f"slot-s{story.pk}-unpin": ["on"]}
        desk.post(where, sent | {"launch": ["1"]})

        assert client.get(section.get_absolute_url()).content == plain != shaped
        assert 'type="hidden" name="zone-lead-size"' not in page(desk.get(where))
        assert 'type="hidden" name="zone-lead-size"' in page(desk.get(BOARD))

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_much_is_pinned(self, desk, count, django_assert_num_queries):
        CategoryFactory(in_menu=True)
        stories = [
            ArticleFactory(category=CategoryFactory(), lead_image_id=ImageFactory().pk)
            for _number in range(2 * count)
        ]
        slots = [slot(story, image=ImageFactory().pk) for story in stories]
        launch(zone("top", *slots[:count], size=count))
        save(zone("top", *slots, size=2 * count))

        # Session, user, two of permissions; the categories, the menu, the front, its newest version
        # and what readers have; images in use; what the rules find, their cards and bylines; the
        # stories as the desk prints them, their views; what can be pinned, live and to come; the
        # site's name.
        with django_assert_num_queries(18):
            shown = desk.get(BOARD)

        assert len(shown.context["zones"][1].pinned) == 2 * count


class TestTheForm:
    def test_sent_as_it_stands_it_changes_nothing(self, desk):
        moment = timezone.now() + timedelta(days=1)
        dressed = slot(ArticleFactory(), headline="H", image=ImageFactory().pk, ends_at=moment)
        before = save(zone("lead", dressed, size=1))

        answer = send(desk, fields(desk))

        assert newest() == before
        assert answer.status_code == 200

    def test_a_story_is_pinned_by_a_button_saved_and_launched(self, desk):
        one, two = ArticleFactory(), ArticleFactory()

        desk.post(BOARD, fields(desk) | {"pin": f"{one.pk}@top"})
        desk.post(BOARD, fields(desk) | {"pin": str(two.pk), "pin_zone": "top"})
        saved = live()
        answer = send(desk, fields(desk), "launch")

        assert saved is None
        assert pins(live(), "top") == [one.pk, two.pk]
        assert messages(answer) == ["Launched: readers have it now."]
        assert ways(answer)["View it on the site"] == "/"

    def test_numbers_and_zones_put_stories_in_order_without_scripts(self, desk):
        one, two, three = (ArticleFactory() for _number in range(3))
        save(zone("top", slot(one), slot(two), slot(three)))
        sent = fields(desk)

        send(desk, sent, **{
            field(sent, three, "place"): "1", field(sent, one, "place"): "2",
            field(sent, two, "zone"): "lead",
        })  # fmt: skip

        assert (pins(newest(), "top"), pins(newest())) == ([three.pk, one.pk], [two.pk])

    def test_a_story_is_unpinned_by_its_box(self, desk):
        one, two = ArticleFactory(), ArticleFactory()
        save(zone("top", slot(one), slot(two)))
        sent = fields(desk)

        send(desk, sent, **{field(sent, one, "unpin"): "on"})

        assert pins(newest(), "top") == [two.pk]

    def test_a_zone_gets_a_size_and_a_rule(self, desk):
        tag, section = TagFactory(name="Đerdap Rivers"), CategoryFactory()

        send(desk, fields(desk), **{
            "zone-top-size": "5", "zone-top-source": "tag", "zone-top-tag": " Đerdap  rivers ",
            "zone-top-hours": "12", "zone-picks-source": "category",
            "zone-picks-category": str(section.pk), "zone-latest-source": "most_read",
        })  # fmt: skip

        layout = versions.layout_of(newest())
        top, picks, latest = (layout.zone(name) for name in ("top", "picks", "latest"))
        assert (top.size, top.rule.source, top.rule.key, top.rule.hours) == (5, "tag", tag.pk, 12)
        assert (picks.rule.source, picks.rule.key) == ("category", section.pk)
        assert (latest.rule.source, latest.rule.key) == ("most_read", None)

    @pytest.mark.parametrize(
        ("typed", "error"),
        [
            ({"zone-top-size": "13"}, "Ensure this value is less than or equal to 12."),
            ({"zone-top-size": "x"}, "Enter a whole number."),
            ({"zone-top-source": "tag", "zone-top-tag": "nosuch"}, "There is no such tag."),
            ({"zone-top-source": "category"}, "Choose a section."),
            ({"zone-top-source": "luck"},
             "Select a valid choice. luck is not one of the available choices."),
            ({"slot-a-image": "999"}, "There is no image with this number."),
            ({"slot-a-starts_at": "2026-05-03T12:00", "slot-a-ends_at": "2026-05-03T12:00"},
             "It ends before it starts."),
            ({"slot-a-ends_at": "soon"}, "Enter a valid date/time."),
            ({"slot-a-zone": "nowhere"},
             "Select a valid choice. nowhere is not one of the available choices."),
            ({"slot-a-headline": "x" * 300},
             "Ensure this value has at most 250 characters (it has 300)."),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(self, desk, typed, error):
        before = save(zone("top", slot(ArticleFactory(), name="a")))
        sent = fields(desk) | {"slot-a-headline": ["Kept"]}

        answer = send(desk, sent, **typed)

        assert answer.status_code == 422
        assert errors(answer) == [error]
        kept = filled_in(answer, "front")
        assert {name: kept[name] for name in typed if name.startswith("slot-a-h")} or (
            kept["slot-a-headline"] == ["Kept"]
        )
        assert newest() == before

    def test_what_the_desk_refuses_is_said_above(self, desk):
        story = ArticleFactory()
        save(zone("lead", slot(story), size=1))

        answer = desk.post(BOARD, fields(desk) | {"pin": f"{story.pk}@top"})

        assert answer.status_code == 422
        assert "is pinned twice" in page(answer)

    @pytest.mark.parametrize("story", ["0", "x", "9" * 30, ""])
    def test_a_slot_of_no_story_is_refused(self, desk, story):
        sent = fields(desk) | {"slot": ["a"], "slot-a-zone": ["top"], "slot-a-place": ["1"]}

        answer = send(desk, sent, **{"slot-a-story": story})

        assert answer.status_code == 422
        assert newest() is None


class TestTwoEditors:
    def test_what_each_did_in_another_zone_is_kept(self, desk, colleague):
        one, two = ArticleFactory(), ArticleFactory()
        sent = fields(desk)
        save(zone("lead", slot(one), size=1), by=colleague)

        desk.post(BOARD, sent | {"pin": f"{two.pk}@top"})

        assert (pins(newest()), pins(newest(), "top")) == ([one.pk], [two.pk])

    @pytest.mark.parametrize(("take", "kept"), [("mine", 1), ("theirs", 0)])
    def test_where_both_changed_the_same_one_chooses(self, desk, colleague, take, kept):
        stories = [ArticleFactory(headline=name) for name in ("Theirs", "Mine")]
        sent = fields(desk)
        save(zone("lead", slot(stories[0]), size=1), by=colleague)

        asked = desk.post(BOARD, sent | {"pin": f"{stories[1].pk}@lead"})
        before = pins(newest())
        given_back = {
            name: value for name, value in filled_in(asked, "front").items() if name != "take-lead"
        }
        undecided = send(desk, given_back)
        chosen = send(desk, given_back, **{"take-lead": take})

        assert asked.status_code == undecided.status_code == 422
        assert "Ana Quick saved meanwhile." in page(asked)
        assert "“Theirs”" in page(asked)
        assert "“Mine”" in page(asked)
        assert before == [stories[0].pk]
        assert "Choose for each zone" in page(undecided)
        assert chosen.status_code == 200
        assert pins(newest()) == [stories[kept].pk]
