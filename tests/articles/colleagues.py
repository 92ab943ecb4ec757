"""Two people at one story as a test uses them: one saves while the other types, who then merges."""

from tests.articles.desk import filled_in, form_of, send
from tests.articles.versions import save


def meet(desk, article, colleague, typed, **theirs):
    """The answer to what was typed, where a colleague saved theirs after the form was opened."""
    fields = filled_in(desk.get(form_of(article)))
    save(article, colleague, **theirs)
    return send(desk, form_of(article), fields, **typed)


def merge(desk, article, refused, **typed):
    return send(desk, form_of(article), filled_in(refused), "_merge", **typed)


def questions(response):
    return [question.label for question in response.context["conflict"].questions]


def choose(response, **choices):
    """The fields of the questions by their labels, a place of the text by its number."""
    names = {each.label: each.name for each in response.context["conflict"].questions}
    return {names[label.replace("_", " ")]: choice for label, choice in choices.items()}
