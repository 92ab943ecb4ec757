"""The moderators' list as a test reads it: one card for each comment."""

from django.urls import reverse

LIST = reverse("admin:comments_comment_changelist")


def cards_of(response):
    return [card for talk in response.context["talks"] for card in talk.cards]


def card_of(response, comment):
    return next(card for card in cards_of(response) if card.comment == comment)
