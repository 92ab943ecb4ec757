"""Whatever happens to two people, their windows and the wire: in the end a revision has each word.

The same as tests/articles/test_nothing_is_lost.py, with the page itself in a real Chromium.
"""

import json
import os
import random

import pytest

from articles.models import FormSession
from tests.browser.conftest import new_context, wait_until_answered
from tests.browser.scripted import FIELDS, Newsroom, Step
from tests.browser.windows import wait_until_handed_over
from tests.browser.wire import wired
from tests.factories import ArticleFactory, UserFactory

# More by `SCRIPTS=400 make test SLOW=1`.
SCRIPTS = int(os.environ.get("SCRIPTS", "40"))
WINDOWS = (("A1", "B1"), ("A1", "B1"), ("A1", "A2"), ("A1", "A2", "B1"))
OF_A_WINDOW = {
    "type": 12, "pause": 3, "save": 3, "publish": 1, "merge": 2, "insist": 1, "log in": 1,
    "reload": 1, "back": 1, "crash": 2, "take over": 1,
}  # fmt: skip
OF_ALL = {"offline": 2, "online": 1, "log out": 2, "stop": 2, "start": 1, "cut": 2, "deaf": 3}
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def script(seed: int) -> list[Step]:
    """What happens, in which window, and to which field: always the same for a seed."""
    rng = random.Random(seed)  # a script, not a secret
    windows = rng.choice(WINDOWS)
    weights = OF_A_WINDOW | OF_ALL
    names = rng.choices(list(weights), list(weights.values()), k=rng.randint(4, 6))
    steps = ["type", *names, "type"]
    return [(name, rng.choice(windows), rng.choice(list(FIELDS))) for name in steps]


@pytest.fixture(scope="module")
def wire(live_server):
    with wired(live_server.thread.port) as wire:
        yield wire


@pytest.fixture(scope="module")
def said():
    """What pages complained of, of one script after the other."""
    return []


@pytest.fixture(scope="module")
def browsers(browser, wire, said):
    """Of Ana and Boris: kept from script to script, with what they have loaded."""
    contexts = [new_context(browser, wire.address, said) for _person in range(2)]
    for context in contexts:
        context.on("dialog", lambda dialog: dialog.accept())
    yield contexts
    for context in contexts:
        context.close()


@pytest.fixture
def newsroom(browsers, wire, said):
    wire.start()
    people = {}
    for name, first, context in (("A", "Ana", browsers[0]), ("B", "Boris", browsers[1])):
        people[name] = (UserFactory(first_name=first, role="Editor"), context)
    article = ArticleFactory(headline="Begun", standfirst="Begun", body="<p>Begun</p>")
    said.clear()
    yield Newsroom(article, people, wire)
    for context in browsers:
        context.set_offline(False)
        for page in context.pages:
            page.close()
    wait_until_answered()


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_no_word_is_lost_in_a_script(newsroom, said, seed):
    for step in script(seed):
        newsroom.do(step)
    newsroom.finish(merging=seed % 2 == 0)

    revisions = newsroom.article.revisions
    told = json.dumps(list(revisions.values_list("data", flat=True)))
    assert [word for word in newsroom.words if word not in told] == []
    for _user, context in newsroom.people.values():
        # A page that has just come hands over what the one before it left.
        wait_until_handed_over(context.pages[0])
    assert not FormSession.objects.offered().exists()
    assert said == []
