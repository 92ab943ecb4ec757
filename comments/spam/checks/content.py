"""What a comment says, and how."""

import re

from comments.spam import words
from comments.spam.learned import asked
from comments.spam.submission import Facts, Finding, Submission
from comments.text import LINK

MANY_LINKS = 3
VERY_LONG = 3000

_MARKUP = re.compile(r"<a\s[^<>]{0,200}href|\[(?:url|link)[=\]]", re.IGNORECASE)


def length(submission: Submission, facts: Facts) -> Finding | None:
    """No letter at all, or several pages."""
    signs = len(submission.text)
    if signs <= VERY_LONG and any(map(str.isalnum, submission.text)):
        return None
    return Finding("length", 10, str(signs))


def many_links(submission: Submission, facts: Facts) -> Finding | None:
    """Honest comments seldom have more than two links."""
    links = LINK.findall(submission.text)
    if len(links) < MANY_LINKS:
        return None
    return Finding("many_links", 40, f"{len(links)}: {links[0]}")


def link_markup(submission: Submission, facts: Facts) -> Finding | None:
    """Links in the code of web pages or forums come from machines that try every form."""
    markup = _MARKUP.search(submission.text)
    if markup is None:
        return None
    return Finding("link_markup", 50, submission.text[markup.start() :])


def address_as_name(submission: Submission, facts: Facts) -> Finding | None:
    """People are not called like a web address."""
    if not LINK.search(submission.name):
        return None
    return Finding("address_as_name", 60, submission.name)


def held_word(submission: Submission, facts: Facts) -> Finding | None:
    """A word that moderators want to see before readers do."""
    return _listed("held_word", 40, submission, facts.held_words)


def refused_word(submission: Submission, facts: Facts) -> Finding | None:
    """A word that moderators need not see."""
    return _listed("refused_word", 100, submission, facts.refused_words)


def learned(submission: Submission, facts: Facts) -> Finding | None:
    """It resembles what people of the newsroom rejected."""
    filter_ = facts.learned
    if filter_ is None:
        return None
    probability = asked(filter_, submission.text, submission.website)
    if probability <= filter_.hold_above:
        return None
    strongest = filter_.strongest(submission.text, submission.website)
    evidence = ": ".join(part for part in (f"{probability:.0%}", _quoted(strongest)) if part)
    return Finding("learned", 40, evidence)


def _listed(
    code: str, weight: int, submission: Submission, lines: tuple[str, ...]
) -> Finding | None:
    # Each by itself: a phrase does not begin in one field and end in another.
    fields = (submission.name, submission.text, submission.website)
    found = [typed for field in fields for typed in words.found(field, lines)]
    return Finding(code, weight, _quoted(dict.fromkeys(found))) if found else None


def _quoted(typed: dict[str, None] | list[str]) -> str:
    return ", ".join(f"“{each}”" for each in typed)
