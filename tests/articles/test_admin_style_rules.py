"""The style list at the desk: who keeps it, what becomes of a rule, what the form gets of it."""

import json
import re

import pytest
from django.urls import reverse

from articles.models import StyleRule
from portal.pagecache.models import Clock
from portal.publicmodels import verbs
from portal.publicmodels.models import Trashed
from tests.articles.desk import ADD, change, delete, filled_in, form_of, page, story

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_stylerule_changelist")
NEW = reverse("admin:articles_stylerule_add")
READ = reverse("admin:articles_stylerule_read")


def rule(**more):
    return StyleRule.objects.create(**{"pattern": "utilise", "message": "Shorter.", **more})


def sent(html):
    """The rules that the page of a story has."""
    return json.loads(re.search(r'id="style-rules"[^>]*>(.*?)</script>', html, re.DOTALL)[1])


@pytest.mark.parametrize(
    ("who", "looks", "writes"),
    [
        ("anonymous", 302, 302),
        ("journalist", 200, 403),
        ("editor", 200, 200),
        ("moderator", 403, 403),
        ("administrator", 200, 200),
    ],
)
def test_editors_keep_the_list_and_writers_read_it(client, request, who, looks, writes):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    mine = rule()
    form = reverse("admin:articles_stylerule_change", args=[mine.pk])

    seen = [client.get(address).status_code for address in (LIST, form, READ)]
    fields = {"pattern": "leverage", "message": "Say “use”."}
    written = [
        client.get(NEW).status_code,
        client.post(form, fields).status_code,
        client.post(
            reverse("admin:articles_stylerule_delete", args=[mine.pk]), {"post": "yes"}
        ).status_code,
    ]

    assert seen == [looks] * 3
    assert written[0] == writes
    # Who is logged out is given back what was written.
    saves = {200: 302, 302: 401}.get(writes, writes)
    assert written[1:] == [saves, 302 if writes == 200 else writes]
    assert StyleRule.objects.exists() == (writes != 200)


def test_a_rule_that_could_stop_the_page_is_refused_with_the_reason(client, editor):
    client.force_login(editor)
    fields = filled_in(client.get(NEW), "stylerule_form")

    answer = client.post(NEW, fields | {"pattern": "(a+)+", "is_regex": "on", "message": "Why"})

    assert "Brackets cannot be repeated" in page(answer)
    assert filled_in(answer, "stylerule_form")["pattern"] == ["(a+)+"]
    assert not StyleRule.objects.exists()


def test_a_rule_in_the_trash_comes_back_and_readers_pages_stay_as_they_are(client, editor):
    client.force_login(editor)
    mine = rule()
    before = list(Clock.objects.values())

    change(client, mine, message="Another reason.")
    delete(client, mine)
    gone = StyleRule.objects.exists()
    verbs.restore(Trashed.objects.get(kind="articles.stylerule"))

    assert not gone
    assert StyleRule.objects.get().message == "Another reason."
    assert list(Clock.objects.values()) == before


def test_how_words_are_read_is_told_while_they_are_typed(client, editor):
    client.force_login(editor)

    told = [
        client.get(READ, {"pattern": "a b"}).json(),
        client.get(READ, {"pattern": "a+*", "is_regex": "1"}).json(),
        client.get(READ).json(),
    ]

    assert [list(each) for each in told] == [["source"], ["refused"], ["refused"]]
    assert client.post(READ).status_code == 405


@pytest.mark.parametrize("count", [1, 5])
def test_the_form_of_a_story_costs_one_query_more_however_long_the_list(
    client, journalist, count, django_assert_max_num_queries
):
    client.force_login(journalist)
    for number in range(count):
        rule(pattern=f"word {number}")

    with django_assert_max_num_queries(12):
        shown = client.get(reverse(ADD)).content.decode()

    assert [each["pattern"] for each in sent(shown)] == [f"word {n}" for n in range(count)]


def test_nothing_of_a_rule_can_end_the_script_that_holds_it(client, editor):
    client.force_login(editor)
    rule(message="</script><b>")

    shown = client.get(form_of(story())).content.decode()

    assert sent(shown)[0]["message"] == "</script><b>"
    assert "</script><b>" not in shown
