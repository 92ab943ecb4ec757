"""What is kept of one person: all of it to be had, and erased so that nothing holds the address."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from comments import moderation, people, readers
from comments.models import (
    Ban,
    CannedReason,
    Comment,
    CommentSettings,
    Decision,
    Flag,
    Reader,
    Remark,
    ReplyLetter,
)
from portal.pagecache.models import CacheTag
from tests.articles.desk import page
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

RADA, SPELLED, OTHER = "rada.k@example.org", "Rada.K@Example.ORG", "grada.k@example.org"
NETWORK = "ab" * 16


def everywhere():
    """Rada, wherever anything is kept of her, and what others wrote of her."""
    by = moderator_on_duty()
    reader = readers.confirm(readers.ask(email=SPELLED, replies="each"))
    first = CommentFactory(
        email=SPELLED, name="Rada K", website="https://rada.example", wants_replies=True,
        reader_id=reader.pk, networks=(NETWORK,), text=f"Write to {RADA.upper()}, please.",
    )  # fmt: skip
    finding = {"code": "address_as_name", "weight": 60, "evidence": RADA}
    Comment.objects.filter(pk=first.pk).update(reasons=[finding])
    answer = CommentFactory(parent=first, email=OTHER, text=f"She is {RADA}, not {OTHER}")
    CommentFactory(parent=answer, email=RADA, name="Rada", user_id=by.pk, reader_id=reader.pk)
    CommentFactory(article=first.article, email=OTHER, name=RADA, website=f"https://x.org/{RADA}")
    Flag.objects.create(comment=answer, reason="abuse", note=RADA, flagger=f"reader:{reader.pk}")
    Flag.objects.create(comment=first, reason="abuse", note=RADA, flagger="0" * 32)
    moderation.ban(first, ["email", "domain"], by=by, note=f"That is {SPELLED}")
    Remark.objects.create(comment=first, text=f"I know {SPELLED}", by=by, by_name="On Duty")
    CannedReason.objects.create(text=f"As {RADA}")
    CommentSettings.objects.create(pk=1, held_words=f"a\n{RADA}", refused_words=RADA)
    return first


def erase(*, email=RADA):
    out = StringIO()
    call_command("erase_person", email, "--yes", stdout=out, stderr=out)
    return out.getvalue()


def tables_with(word):
    """The columns of any table, read as text, that hold the word."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = f'"{table}"."{column.name}"'
                text = f"LOWER(CAST({name} AS TEXT))"
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{table}" WHERE {text} LIKE %s '  # noqa: S608
                    f"AND {text} NOT LIKE %s",
                    [f"%{word}%", f"%{OTHER}"],
                )
                if cursor.fetchone()[0]:
                    found.add(name.replace('"', ""))
    return found


def test_nothing_in_the_database_holds_the_address_or_the_network_afterwards():
    everywhere()
    assert len(tables_with(RADA)) > 9

    erase()

    assert tables_with(RADA) == set()
    assert tables_with(NETWORK) == set()
    assert tables_with("rada.example") == set()
    assert Comment.objects.filter(email=OTHER).count() == 2


def test_the_thread_stays_and_the_words_do_but_for_the_address():
    first = everywhere()
    before = list(Comment.objects.order_by("pk").values("pk", "path", "status", "form_id"))

    erase()

    assert list(Comment.objects.order_by("pk").values("pk", "path", "status", "form_id")) == before
    first.refresh_from_db()
    answer = Comment.objects.get(parent=first)
    assert first.text == "Write to […], please."
    assert answer.text == f"She is […], not {OTHER}"
    assert (first.name, first.website, first.badge, first.user, first.reader) == (
        "", "", "", None, None,
    )  # fmt: skip
    assert first.erased_at is not None
    assert (answer.email, answer.name, answer.erased_at) == (OTHER, "Rada Reader", None)
    assert first.reasons == [{"code": "address_as_name", "weight": 60, "evidence": ""}]


def test_the_reader_her_mail_and_her_bans_are_gone_and_her_flags_are_nobodys():
    everywhere()
    assert ReplyLetter.objects.exists()

    erase()

    assert not Reader.objects.exists()
    assert not ReplyLetter.objects.exists()
    assert set(Ban.objects.values_list("kind", "value")) == {("domain", "example.org")}
    mine, others = Flag.objects.order_by("pk")
    assert (mine.flagger, others.flagger) == (f"gone:{mine.pk}", "0" * 32)


def test_the_log_keeps_its_lines_and_who_decided():
    everywhere()
    before = list(Decision.objects.order_by("pk").values("pk", "action", "by_name", "at"))

    erase()

    assert list(Decision.objects.order_by("pk").values("pk", "action", "by_name", "at")) == before
    assert Decision.objects.filter(note="That is […]").exists()


def test_readers_pages_change_and_do_not_name_her(client):
    first = CommentFactory(email=RADA, name="Rada K")
    address = first.article.get_absolute_url()
    assert "Rada K" in page(client.get(address))
    tag = CacheTag.objects.filter(name=f"comments:{first.article_id}")
    number = tag.get().number

    erase()

    assert tag.get().number > number
    shown = page(client.get(address))
    assert "Rada K" not in shown
    assert first.text in shown


def test_to_erase_again_finds_nothing_to_do():
    everywhere()

    assert re.search(r"comments 2, texts with the address 1\d, bans 1, readers 1", erase())
    stamped = Comment.objects.filter(name="").values_list("erased_at", flat=True)
    before = list(stamped.order_by("pk"))
    assert "comments 0, texts with the address 0, bans 0, readers 0" in erase(email=SPELLED)
    assert list(stamped.order_by("pk")) == before


def test_it_can_be_stopped_and_run_again(monkeypatch):
    monkeypatch.setattr(people, "BATCH", 2)
    story = ArticleFactory()
    for _ in range(5):
        CommentFactory(article=story, email=RADA)

    def stopped(_done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        people.erase(RADA, tell=stopped)
    assert Comment.objects.filter(email="").count() == 2

    assert erase().splitlines()[:2] == ["Comments so far: 2", "Comments so far: 3"]
    assert Comment.objects.filter(email="").count() == 5


@pytest.mark.parametrize(("said", "is_erased"), [("yes", True), ("y", False), ("", False)])
def test_somebody_has_to_say_yes(monkeypatch, said, is_erased):
    CommentFactory(email=RADA)
    monkeypatch.setattr("builtins.input", lambda _question: said)

    if is_erased:
        call_command("erase_person", RADA, stdout=StringIO())
    else:
        with pytest.raises(CommandError, match="Nothing was erased"):
            call_command("erase_person", RADA)

    assert Comment.objects.filter(email=RADA).exists() is not is_erased


def test_where_nobody_can_be_asked_nothing_is_erased(monkeypatch):
    def closed(_question):
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)

    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", RADA)


@pytest.mark.parametrize("email", ["", " ", "@", "rada"])
def test_what_is_no_address_erases_nothing(email):
    CommentFactory(email=RADA)

    with pytest.raises(CommandError, match="no email address"):
        erase(email=email)


def test_a_colleague_keeps_the_account():
    user = UserFactory(email=SPELLED)

    assert "A colleague logs in with that address" in erase()

    user.refresh_from_db()
    assert user.email == SPELLED


def test_an_address_in_other_letters_than_english_is_found_too():
    CommentFactory(email="rada@Крагујевац.срб")

    assert people.erase("RADA@крагујевац.срб").comments == 1


def test_export_has_all_that_is_kept_and_nothing_of_others():
    first = everywhere()
    out = StringIO()

    call_command("export_person", RADA, stdout=out)

    found = json.loads(out.getvalue())
    assert [each["id"] for each in found["comments"]] == list(
        Comment.objects.of_writer(RADA).order_by("pk").values_list("pk", flat=True)
    )
    own = found["comments"][0]
    assert (own["story"], own["name"], own["email"], own["website"], own["text"]) == (
        first.article.headline, "Rada K", SPELLED, "https://rada.example",
        f"Write to {RADA.upper()}, please.",
    )  # fmt: skip
    assert own["network_is_kept"] is True
    assert [each["action"] for each in own["decisions"]] == ["approve", "reject"]
    assert found["reader"]["email"] == SPELLED
    assert found["reader"]["replies"] == "each"
    assert [each["reason"] for each in found["flags"]] == ["abuse"]
    assert [(each["kind"], each["value"]) for each in found["bans"]] == [("email", RADA)]
    assert OTHER not in out.getvalue()
    assert "On Duty" not in out.getvalue()
    assert NETWORK not in out.getvalue()


def test_export_of_whom_nobody_knows_is_empty():
    out = StringIO()

    call_command("export_person", RADA, stdout=out)

    assert json.loads(out.getvalue()) == {
        "email": RADA, "comments": [], "reader": None, "replies_mailed": [], "flags": [],
        "bans": [],
    }  # fmt: skip


def test_an_exported_file_can_be_read_by_its_owner_alone(tmp_path):
    CommentFactory(email=RADA)
    path = tmp_path / "rada.json"
    path.write_text("x" * 9999)
    path.chmod(0o644)

    call_command("export_person", RADA, output=str(path), stdout=StringIO())

    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["comments"][0]["email"] == RADA


def test_an_export_follows_no_link_and_says_what_is_wrong(tmp_path):
    path = tmp_path / "link.json"
    path.symlink_to(tmp_path / "elsewhere.json")

    with pytest.raises(CommandError, match=r"link\.json"):
        call_command("export_person", RADA, output=str(path))

    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize("count", [1, 6])
def test_export_costs_the_same_however_much_there_is(count, django_assert_num_queries):
    reader = Reader.objects.create(email=RADA, confirmed_at=timezone.now())
    story = ArticleFactory()
    for _ in range(count):
        CommentFactory(article=story, email=RADA, reader_id=reader.pk)

    with django_assert_num_queries(6):
        assert len(people.export(RADA)["comments"]) == count
