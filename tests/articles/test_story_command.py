"""`manage.py story`: the verbs of the desk, from the server; and the same rows from everywhere."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Activity, Article, Revision
from tests.articles.desk import LIST, form_of, move_of, of, press, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status
NOON = datetime(2030, 11, 20, 12, tzinfo=UTC)


def run(*words):
    """What it prints of what is done, and of what is refused; whether it ended well."""
    out, err = StringIO(), StringIO()
    try:
        call_command("story", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue().splitlines(), err.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), ""


def by_form(client, article, name, said, user):
    client.force_login(user)
    if name in ("submit", "send_back", "publish"):
        typed = {"note": said["reason"]} if "reason" in said else {}
        press(client, form_of(article), f"_{name}", **typed)
    elif name in ("assign", "plan"):
        plan = reverse("admin:articles_article_plan", args=[article.pk])
        moment = timezone.localtime(said["at"]).strftime("%Y-%m-%dT%H:%M") if "at" in said else ""
        client.post(plan, {"assigned_to": said["to"].pk if "to" in said else "", "due_at": moment})
    else:
        sent = {"redirect_to": said["redirect"]} if "redirect" in said else {}
        client.post(move_of(article, name), sent)


def by_list(client, article, name, said, user):
    client.force_login(user)
    sent = {key: getattr(value, "pk", value) for key, value in said.items()}
    query = "?state=trash" if name == "restore" else ""
    data = {"action": name, "_selected_action": [article.pk], "index": 0, "sure": "yes"} | sent
    client.post(reverse(LIST) + query, data)


def by_command(client, article, name, said, user):
    options = []
    for key, value in said.items():
        shown = value.isoformat() if key == "at" else getattr(value, "username", value)
        options.append(f"--{key}={shown}")
    run(name, article.pk, "--by", user.username, *options)


def rows(article):
    """All that a verb writes of a story, but for its number."""
    found = Article.objects.filter(pk=article.pk).values(
        "status", "published_at", "updated_at", "redirect_to", "trashed_at", "assigned_to",
        "due_at", "modified_at",
    )  # fmt: skip
    deeds = Activity.objects.filter(article=article).order_by("pk")
    kept = Revision.objects.filter(article=article).order_by("pk")
    return (
        found[0],
        list(deeds.values_list("verb", "status", "detail", "by", "by_name", "at")),
        list(kept.values_list("kind", "note", "by", "data")),
    )


EVERYWHERE = {
    "submit": (Status.DRAFT, {}, [by_form, by_list, by_command]),
    "send_back": (Status.IN_REVIEW, {"reason": "Who said so?"}, [by_form, by_list, by_command]),
    "publish": (Status.IN_REVIEW, {}, [by_form, by_list, by_command]),
    "withdraw": (Status.PUBLISHED, {}, [by_form, by_list, by_command]),
    "withdraw, led on": (Status.PUBLISHED, {"redirect": "/about/"}, [by_form, by_command]),
    "trash": (Status.DRAFT, {}, [by_form, by_list, by_command]),
    "restore": ("trash", {}, [by_form, by_list, by_command]),
    "assign": (Status.DRAFT, {"to": "journalist"}, [by_form, by_list, by_command]),
    "plan": (Status.DRAFT, {"at": NOON}, [by_form, by_command]),
}


@pytest.mark.parametrize("case", EVERYWHERE)
def test_a_deed_writes_the_same_rows_from_wherever_it_is_done(client, editor, journalist, case):
    status, said, ways = EVERYWHERE[case]
    name = case.partition(",")[0]
    said = said | ({"to": journalist} if "to" in said else {})
    written = []

    with time_machine.travel(datetime(2030, 11, 1, 12, tzinfo=UTC), tick=False):
        category = story().category
        for way in ways:
            in_trash = status == "trash"
            article = story(
                Status.DRAFT if in_trash else status, headline="The same", body="<p>Same</p>",
                category_id=category.pk,
            )  # fmt: skip
            if in_trash:
                run("trash", article.pk, "--by", editor.username)
            # Who brought it into its state was somebody else each time.
            before = [len(each) for each in rows(article)[1:]]
            way(client, article, name, said, editor)
            row, deeds, kept = rows(article)
            written.append((row, deeds[before[0] :], kept[before[1] :]))

    assert written == [written[0]] * len(ways)
    assert len(written[0][1]) == 1


class TestCommand:
    def test_each_story_is_told_of_by_itself_and_refusals_end_it_badly(self, editor):
        fit, unfit = story(), story(body="")

        done, refused, end = run("publish", fit.pk, unfit.pk, 999, "--by", "editor")

        assert done == [f"{fit.pk}: publish, done."]
        assert refused == [
            f"{unfit.pk}: The story has no text.", "999: there is no such story.",
        ]  # fmt: skip
        assert end == "2 of 3 refused."
        assert list(Article.objects.live()) == [fit]

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            (Status.DRAFT, ["submit"]),
            (Status.IN_REVIEW, ["send_back", "--reason", "Too long"]),
            (Status.DRAFT, ["publish"]),
            (Status.DRAFT, ["publish", "--at", "2030-11-20T12:00"]),
            (Status.PUBLISHED, ["publish", "--change", "update", "--told", "More."]),
            (Status.PUBLISHED, ["withdraw", "--redirect", "/about/"]),
            (Status.WITHDRAWN, ["lead", "--redirect", "/about/"]),
            (Status.DRAFT, ["trash"]),
            (Status.DRAFT, ["assign", "--to", "editor"]),
            (Status.DRAFT, ["plan", "--at", "2030-11-20T12:00+00:00"]),
        ],
    )
    def test_it_can_be_run_again(self, editor, status, words):
        article = story(status)
        name, *options = words

        run(name, article.pk, article.pk, *options, "--by", "editor")
        before = rows(article)
        again = run(name, article.pk, *options, "--by", "editor")

        assert again == ([f"{article.pk}: nothing to do."], [], "")
        assert rows(article) == before

    def test_moments_are_those_of_the_newsroom_unless_they_say_otherwise(self, editor, settings):
        settings.TIME_ZONE = "Europe/Belgrade"
        articles = [story(), story()]
        for article, typed in zip(
            articles, ("2030-11-20T13:00", "2030-11-20T07:00-05:00"), strict=True
        ):
            run("publish", article.pk, "--at", typed, "--by", "editor")

        assert [each.published_at for each in Article.objects.order_by("pk")] == [NOON, NOON]

    def test_a_day_and_a_person_are_taken_away_by_saying_so(self, editor):
        article = story()
        run("assign", article.pk, "--to", "editor", "--by", "editor")
        run("plan", article.pk, "--at", "2030-11-20T12:00", "--by", "editor")

        run("assign", article.pk, "--to", "-", "--by", "editor")
        run("plan", article.pk, "--at", "-", "--by", "editor")

        article.refresh_from_db()
        assert (article.assigned_to, article.due_at) == (None, None)

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (["publish", "--reason", "x"], "publish takes no --reason."),
            (["submit", "--change", "typo"], "submit takes no --change."),
            (["send_back"], "send_back needs --reason."),
            (["assign"], "assign needs --to."),
            (["plan"], "plan needs --at."),
            (["publish", "--at", "-"], "publish needs a moment."),
            (["assign", "--to", "nobody-of-this-name"], "Nobody logs in as nobody-of-this-name."),
        ],
    )
    def test_what_makes_no_sense_changes_nothing(self, editor, words, why):
        name, *options = words
        article = story()
        before = rows(article)

        assert run(name, article.pk, *options, "--by", "editor") == ([], [], why)
        assert rows(article) == before

    @pytest.mark.parametrize(
        "words",
        [["explode"], ["publish", "--at", "tomorrow"], ["publish", "--change", "retraction"]],
    )
    def test_what_it_does_not_know_is_refused(self, editor, words):
        name, *options = words

        assert run(name, story().pk, *options, "--by", "editor")[2].startswith("Error: argument")

    def test_a_story_that_is_sent_back_needs_words(self, editor):
        article = story(Status.IN_REVIEW)

        _done, refused, _end = run("send_back", article.pk, "--reason", " ", "--by", "editor")

        assert refused == [f"{article.pk}: Say what is missing: the writer reads it first."]

    @pytest.mark.parametrize("role", ["Journalist", "Moderator", None])
    def test_it_asks_for_the_permissions_of_the_person(self, role):
        user = UserFactory(role=role)
        mine, others = of(user), ArticleFactory(live=False)

        for article in (mine, others):
            done, refused, _end = run("publish", article.pk, "--by", user.username)
            assert (done, refused) == ([], [f"{article.pk}: {user.username} may not do that."])
        told = run("submit", others.pk, "--by", user.username)[1]

        assert told == [f"{others.pk}: {user.username} may not do that."]
        assert not Activity.objects.exists()

    def test_what_is_scheduled_can_be_moved(self, editor):
        article = ArticleFactory(at=NOON)
        sooner = NOON - timedelta(days=1)

        run("publish", article.pk, "--at", sooner.isoformat(), "--by", "editor")

        article.refresh_from_db()
        assert article.published_at == sooner
