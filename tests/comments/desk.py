"""The moderators' desk as a test uses it: its pages, and what is chosen in the list."""

from django.urls import reverse

from tests.articles.desk import page

LIST = "admin:comments_comment_changelist"
LOG = "admin:comments_decision_changelist"


def detail(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def decide(comment):
    return reverse("admin:comments_comment_decide", args=[comment.pk])


def act(client, action, comments, query=""):
    data = {"action": action, "_selected_action": [comment.pk for comment in comments], "index": 0}
    return page(client.post(reverse(LIST) + query, data, follow=True))
