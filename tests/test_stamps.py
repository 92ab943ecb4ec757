"""That a write of which readers would not hear fails the test in which it happens."""

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from accounts.models import Author
from articles.models import Article
from portal.pagecache import clock
from portal.publicmodels import verbs
from tests.factories import ArticleFactory, AuthorFactory
from tests.pagecache import verbs as tried
from tests.stamps import FOR_OTHERS, FOR_READERS, QUIET

pytestmark = pytest.mark.django_db

OWN = {"accounts", "articles", "comments", "pagecache", "publicmodels", "site_settings"}
# Ways to write, each with the row that it is given.
UNSTAMPED = {
    "row.save()",
    "row.delete()",
    "Author.objects.filter(pk=row.pk).update(name='New')",
    "Author.objects.create(name='New', slug='new')",
    "Author.objects.bulk_create([Author(name='New', slug='new')])",
    "Author.objects.bulk_update([row], ['name'])",
    "Author.objects.update_or_create(pk=row.pk, defaults={'name': 'New'})",
    "connection.cursor().execute('UPDATE accounts_author SET name = name')",
    "row.save(); clock.touch('site')",
    "clock.touch('site'); row.save()",
}


def somewhere(code, *, is_atomic=False):
    """A function of the project that nobody has thought of."""
    known = {"__name__": "articles.somewhere", "Author": Author, "clock": clock}
    known |= {"connection": transaction.get_connection(), "row": AuthorFactory()}
    exec(f"def write(): {code}", known)  # noqa: S102
    return transaction.atomic(known["write"]) if is_atomic else known["write"]


@pytest.mark.parametrize("code", sorted(UNSTAMPED))
def test_whatever_way_it_is_written_without_a_stamp_in_its_transaction_it_is_found(stamped, code):
    somewhere(code)()

    assert stamped.unstamped == ["articles.somewhere.write: accounts_author"]
    stamped.unstamped.clear()


def test_a_verb_that_forgets_its_stamp_is_found_and_one_that_was_taken_back_is_not(stamped):
    somewhere("row.save()", is_atomic=True)()
    with pytest.raises(ZeroDivisionError):
        somewhere("row.save(); 1 / 0", is_atomic=True)()
    somewhere("row.save(); clock.touch('site')", is_atomic=True)()
    somewhere("clock.touch('site'); row.save()", is_atomic=True)()

    assert stamped.unstamped == ["articles.somewhere.write: accounts_author"]
    stamped.unstamped.clear()


def test_what_tests_write_themselves_and_what_readers_do_not_see_is_left_alone(stamped, editor):
    author = AuthorFactory()
    author.save()
    Article.objects.update(modified_at=timezone.now())
    editor.save()
    ArticleFactory(live=False)

    assert stamped.unstamped == []


def test_a_verb_inside_another_stamps_for_both(stamped):
    with transaction.atomic():
        somewhere("row.save()")()
        verbs.save(AuthorFactory(), tags=["site"])

    assert stamped.unstamped == []


def test_every_model_is_for_readers_or_for_others():
    own = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    ours = {label for label in own if label.partition(".")[0] in OWN}

    assert ours <= FOR_READERS | FOR_OTHERS
    assert own >= FOR_READERS | FOR_OTHERS
    assert FOR_READERS.isdisjoint(FOR_OTHERS)


def test_whoever_needs_no_stamp_is_a_verb_that_is_looked_at():
    of_set_up = {"portal.site.address.sync", "portal.demo.newsdesk._date_back"}

    assert QUIET - tried.written() == of_set_up
