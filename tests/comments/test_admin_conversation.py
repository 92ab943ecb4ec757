"""The moderators' list as a conversation: what each card says, and what stands around the cards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from comments import moderation
from comments.admin import cards
from comments.models import Comment
from tests.articles.desk import page
from tests.comments.conversation import LIST, card_of, cards_of
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status


def talks(response):
    """Headlines with the comments under each."""
    return [
        (talk.article.headline, [card.comment for card in talk.cards])
        for talk in response.context["talks"]
    ]


def states(response):
    return [(state.label, state.count, state.chosen) for state in response.context["states"]]


def test_comments_that_follow_one_another_under_a_story_stand_under_its_headline(desk):
    bridge, ferry = ArticleFactory(headline="Bridge"), ArticleFactory(headline="Ferry")
    start = timezone.now()
    first, second, third, last = (
        CommentFactory(article=article, status=Status.PENDING, at=start + timedelta(minutes=minute))
        for minute, article in enumerate([bridge, bridge, ferry, bridge])
    )
    CommentFactory(article=bridge)

    response = desk.get(LIST)

    assert talks(response) == [
        ("Bridge", [first, second]), ("Ferry", [third]), ("Bridge", [last]),
    ]  # fmt: skip


def test_a_card_shows_the_words_the_writer_the_status_and_the_reasons(desk):
    comment = CommentFactory(
        status=Status.PENDING,
        name="Zora",
        email="zora@example.org",
        text="<i>See</i> www.a.example www.b.example www.c.example",
    )

    raw = " ".join(desk.get(LIST).content.decode().split())

    assert '<p dir="auto">&lt;i&gt;See&lt;/i&gt; <a href=' in raw
    assert f'href="{reverse("admin:comments_comment_change", args=[comment.pk])}' in raw
    assert "<bdi>Zora</bdi>" in raw
    assert "<span>zora@example.org</span>" in raw
    assert '<span class="comment-status comment-status--pending">waiting</span>' in raw
    assert "Many links: <q>3: www.a.example</q>" in raw
    assert f'<a class="titled" href="{comment.article.get_absolute_url()}">' in raw


def test_a_story_that_readers_cannot_open_is_named_without_a_link(desk):
    comment = CommentFactory(status=Status.PENDING)
    Article.objects.update(status="withdrawn", headline="Taken down", folded="taken down")

    shown = page(desk.get(LIST))

    assert "Taken down" in shown
    assert "not on the site now" in shown
    assert comment.article.get_absolute_url() not in shown


def test_an_answer_quotes_what_it_answers_and_says_if_readers_do_not_see_that(desk, moderator):
    asked = CommentFactory(name="Ana", text="Was it the <b>old</b> bridge?")
    CommentFactory(parent=asked, name="Rada", status=Status.PENDING)
    CommentFactory(name="Milan", text="Alone", status=Status.PENDING)

    while_seen = page(desk.get(LIST))
    moderation.reject(asked, by=moderator)
    afterwards = page(desk.get(LIST))

    assert while_seen.count("<blockquote") == 1
    assert '<bdi>Ana</bdi></a> </p> <p dir="auto">Was it the <b>old</b> bridge?</p>' in while_seen
    assert "<bdi>Ana</bdi></a> <span>(rejected)</span>" in afterwards
    assert "<b>old" not in desk.get(LIST).content.decode()


def test_a_long_text_is_folded_and_whole_a_short_one_is_neither(desk):
    text = "\n\n".join(f"Paragraph {number}. {'Word ' * 40}".strip() for number in range(9))
    long = CommentFactory(status=Status.PENDING, text=text)
    lines = CommentFactory(status=Status.PENDING, text="\n".join("abcdefghijklmnop"))
    short = CommentFactory(status=Status.PENDING, text="Short.")

    response = desk.get(LIST)

    beginnings = {card.comment: card.beginning for card in cards_of(response)}
    assert beginnings[long].startswith("Paragraph 0.")
    assert len(beginnings[long]) <= cards.BEGINNING
    assert beginnings[lines].startswith("a\nb\n")
    assert beginnings[short] == ""
    assert page(response).count('<details class="comment-card__long">') == 2
    assert "Paragraph 8." in page(response)


def test_a_card_tells_how_others_from_the_same_address_fared(desk):
    CommentFactory(email="rada@example.org")
    CommentFactory(email="Rada@Example.org")
    CommentFactory(email="rada@example.org", status=Status.REJECTED)
    CommentFactory(email="other@example.org", status=Status.SPAM)
    known = CommentFactory(email="rada@example.org", status=Status.PENDING)
    alone = CommentFactory(email="alone@example.org", status=Status.PENDING)

    response = desk.get(LIST)

    assert card_of(response, known).past == ["2 approved", "1 rejected"]
    assert card_of(response, alone).past == []
    shown = page(response)
    assert "others from this address: 2 approved, 1 rejected" in shown
    assert "the only one from this address" in shown


def test_statuses_stand_above_the_list_with_how_many_there_are(desk):
    article = ArticleFactory()
    CommentFactory(article=article, status=Status.PENDING)
    CommentFactory(article=article)
    CommentFactory(article=article)

    waiting = desk.get(LIST)
    every = desk.get(LIST, {"status": "all", "q": "river"})

    numbers = [
        ("Waiting", "1"),
        ("Approved", "2"),
        ("Rejected", "0"),
        ("Spam", "0"),
        ("Flagged by readers", "0"),
        ("All", ""),
    ]
    assert states(waiting) == [(*each, each[0] == "Waiting") for each in numbers]
    assert states(every) == [(*each, each[0] == "All") for each in numbers]
    assert every.context["states"][1].query == "?q=river&status=approved"


def test_statuses_are_counted_no_further_than_anybody_reads(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.filters.MOST", 2)
    article = ArticleFactory()
    for _ in range(3):
        CommentFactory(article=article)

    assert states(desk.get(LIST))[1] == ("Approved", "2+", False)


def test_an_empty_list_says_what_it_means_and_leads_on(desk):
    CommentFactory()

    nothing_waits = page(desk.get(LIST))
    nothing_fits = page(desk.get(LIST, {"q": "unicorn"}))

    assert "No reader waits for an answer." in nothing_waits
    assert "No comment fits." in nothing_fits
    assert 'href="?status=all"' in nothing_fits


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        (Status.PENDING, ["approve", "reject", "mark_spam"]),
        (Status.APPROVED, ["reject", "mark_spam", "pick"]),
        (Status.REJECTED, ["approve", "mark_spam"]),
        (Status.SPAM, ["approve", "reject"]),
    ],
)
def test_a_card_offers_what_can_be_decided_of_it(desk, status, buttons):
    CommentFactory(status=status)

    response = desk.get(LIST, {"status": status})

    (card,) = cards_of(response)
    assert [name for name, _label in card.buttons] == buttons
    assert page(response).count(f'formaction="{card.decide}"') == len(buttons)


def test_who_was_on_a_page_that_is_gone_finds_the_last_one(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.comments.CommentAdmin.list_per_page", 2)
    found = [CommentFactory(status=Status.PENDING) for _number in range(3)]

    response = desk.get(LIST, {"p": "7"})

    assert [card.comment for card in cards_of(response)] == [found[2]]
    assert response.context["cl"].page_num == 2


def test_a_list_that_is_cut_short_says_so(desk, monkeypatch):
    for _ in range(3):
        CommentFactory(status=Status.PENDING)

    whole = page(desk.get(LIST))
    for module in ("articles.admin.paging", "comments.admin.bounded"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    cut = page(desk.get(LIST))

    assert "3 comments </nav>" in whole
    assert "More than 2 comments: search or filter for what comes after." in cut


@pytest.mark.parametrize("asked", ["0", "-1", "x", "²", "9" * 5000])
def test_a_page_that_is_none_breaks_nothing(desk, asked):
    CommentFactory(status=Status.PENDING)

    response = desk.get(LIST, {"p": asked}, follow=True)

    assert (response.status_code, len(cards_of(response))) == (200, 1)


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_rows(desk, count, django_assert_num_queries):
    parent = CommentFactory()
    for number in range(count):
        CommentFactory(status=Status.REJECTED, parent=parent, email=f"reader-{number}@example.org")
        CommentFactory(status=Status.REJECTED)
    desk.get(LIST)

    with django_assert_num_queries(18):
        response = desk.get(LIST, {"status": "rejected"})

    assert len(cards_of(response)) == 2 * count


def test_who_may_only_look_reads_the_conversation_without_buttons(client):
    CommentFactory(status=Status.PENDING, text="To be read")
    looker = UserFactory(is_superuser=False)
    looker.user_permissions.add(
        *looker.user_permissions.model.objects.filter(codename="view_comment")
    )
    client.force_login(looker)

    shown = page(client.get(LIST))

    assert "To be read" in shown
    assert "formaction" not in shown
    assert "action-select" not in shown
