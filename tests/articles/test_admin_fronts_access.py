"""Who shapes fronts at the desk, which ways lead there, and what can be found to be pinned."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import FrontVersion
from tests.articles.board import BOARD, address
from tests.articles.desk import EDITORS, page
from tests.articles.fronts import launch, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory
from tests.portal.dashboard import rows

pytestmark = pytest.mark.django_db


class TestFindingStories:
    def test_the_newest_are_offered_and_then_what_is_scheduled(self, desk):
        now = timezone.now()
        later, sooner = (ArticleFactory(at=now + timedelta(hours=hours)) for hours in (2, 1))
        old, new = (ArticleFactory(at=now - timedelta(hours=hours)) for hours in (2, 1))
        ArticleFactory(live=False)

        found = desk.get(address("find")).context["found"]

        assert [card.story for card in found] == [new, old, sooner, later]

    def test_words_of_a_headline_find_one_in_any_alphabet(self, desk):
        story = ArticleFactory(headline="Đorđe i reka")
        ArticleFactory(headline="Plums")

        found = desk.get(address("find"), {"q": "ђорђе"}).context["found"]
        nothing = page(desk.get(address("find"), {"q": "<unicorn>"}))

        assert [card.story for card in found] == [story]
        assert "was found for “<unicorn>”." in nothing


class TestWhoMay:
    @pytest.mark.parametrize("category", [False, True])
    def test_only_who_curates_sees_or_changes_anything(self, client, somebody, category):
        section = CategoryFactory() if category else None
        launch(zone("lead", slot(ArticleFactory()), size=1), of=section)
        count = FrontVersion.objects.count()

        looked = {
            name: client.get(address(name, category=section)).status_code
            for name in ("changelist", "find", "preview", "travel", "history")
        }
        sent = {
            name: client.post(
                address(name, *args, category=section), {}, "application/json"
            ).status_code
            for name, args in (("save", []), ("present", []), ("restore", [1]))
        }

        expected = {"anonymous": 302}.get(somebody, 200 if somebody in EDITORS else 403)
        assert set(looked.values()) == {expected}
        if somebody in EDITORS:
            assert sent == {"save": 400, "present": 400, "restore": 302}
        else:
            refused = 401 if somebody == "anonymous" else 403
            assert sent == {"save": refused, "present": refused, "restore": expected}
        assert FrontVersion.objects.count() == count + (somebody in EDITORS)

    @pytest.mark.parametrize(
        ("name", "args", "method"),
        [("find", [], "post"), ("history", [], "post"), ("save", [], "get"),
         ("present", [], "get"), ("restore", [1], "get")],
    )  # fmt: skip
    def test_each_address_takes_what_it_is_for(self, desk, name, args, method):
        assert getattr(desk, method)(address(name, *args)).status_code == 405

    def test_a_section_that_is_not_there_has_none(self, desk):
        assert desk.get(BOARD + "999999/").status_code == 404

    def test_ways_lead_there_for_who_may(self, client, somebody):
        section = CategoryFactory()
        form = client.get(f"/admin/articles/category/{section.pk}/change/")
        index = client.get("/admin/")

        may = somebody in EDITORS
        assert (f'href="{BOARD}"' in page(index)) == may
        assert (address(category=section) in page(form)) == may


class TestTheDashboard:
    def test_what_is_not_launched_is_told(self, desk, editor):
        section = CategoryFactory(name="Politics")
        save(zone("lead", slot(ArticleFactory()), size=1), of=section)
        launch(zone("lead", slot(ArticleFactory()), size=1))

        assert rows(editor, "fronts") == ["Politics"]
