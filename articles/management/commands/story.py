"""The moves of the desk for whoever sits at the server: the same verbs, one line for each story."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.forms.utils import from_current_timezone
from django.utils import timezone

from accounts.models import User
from articles import corrections, planning, redirects, workflow
from articles.deeds import Refused
from articles.models import Article

Status = Article.Status


@dataclass(frozen=True, kw_only=True)
class Verb:
    """What is called, what may be said with it, and whether a story is so already.

    `takes` are its options by the names of the verb's own; those of `needs` have to be there.
    """

    call: Callable[..., Article]
    is_so: Callable[[Article, dict[str, Any]], bool]
    takes: dict[str, str]
    needs: frozenset[str] = frozenset()


def _is_out(article: Article, options: dict[str, Any]) -> bool:
    """Published as it is, and not for another moment than asked for, as long as that can change."""
    if article.status != Status.PUBLISHED or article.has_unpublished_changes:
        return False
    moment, asked = article.published_at, options.get("at")
    return asked is None or moment == asked or (moment is not None and moment <= timezone.now())


def _is_withdrawn(article: Article, options: dict[str, Any]) -> bool:
    return article.status == Status.WITHDRAWN


VERBS: dict[str, Verb] = {
    "submit": Verb(
        call=workflow.submit,
        is_so=lambda article, _options: article.status == Status.IN_REVIEW,
        takes={},
    ),
    "send_back": Verb(
        call=workflow.send_back,
        is_so=lambda article, _options: article.status == Status.DRAFT,
        takes={"reason": "reason"},
        needs=frozenset({"reason"}),
    ),
    "publish": Verb(
        call=workflow.publish,
        is_so=_is_out,
        takes={"at": "at", "change": "change", "told": "told"},
    ),
    "withdraw": Verb(
        call=workflow.withdraw, is_so=_is_withdrawn, takes={"redirect": "redirect_to"}
    ),
    "lead": Verb(
        call=redirects.lead,
        is_so=lambda article, options: (
            _is_withdrawn(article, options) and article.redirect_to == options["redirect_to"]
        ),
        takes={"redirect": "redirect_to"},
        needs=frozenset({"redirect"}),
    ),
    "trash": Verb(
        call=workflow.trash,
        is_so=lambda article, _options: article.trashed_at is not None,
        takes={},
    ),
    "restore": Verb(
        call=workflow.restore,
        is_so=lambda article, _options: article.trashed_at is None,
        takes={},
    ),
    "assign": Verb(
        call=planning.assign,
        is_so=lambda article, options: article.assigned_to == options["to"],
        takes={"to": "to"},
        needs=frozenset({"to"}),
    ),
    "plan": Verb(
        call=planning.plan,
        is_so=lambda article, options: article.due_at == options["due_at"],
        takes={"at": "due_at"},
        needs=frozenset({"at"}),
    ),
}
OPTIONS = ("reason", "at", "to", "redirect", "change", "told")
NOBODY = "-"


class Command(BaseCommand):
    help = (
        "Move stories through the workflow, as the person named. Each by itself: what is refused "
        "is told, the others are moved. What is so already is left as it is, so it is safe to run "
        "again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=[*VERBS])
        parser.add_argument("ids", nargs="+", type=int, metavar="id")
        parser.add_argument("--by", required=True, metavar="LOGIN", help="whose permissions count")
        parser.add_argument("--reason", help="send_back: what is missing")
        parser.add_argument(
            "--at", metavar="MOMENT", type=_moment,
            help="publish, plan: 2026-11-28T18:00, in the newsroom's time zone unless it names "
            "another; plan: “-” for no day",
        )  # fmt: skip
        parser.add_argument("--to", metavar="LOGIN", help="assign: to whom; “-” for nobody")
        parser.add_argument(
            "--redirect", metavar="ADDRESS",
            help="withdraw, lead: where readers are led; empty for nowhere",
        )  # fmt: skip
        parser.add_argument(
            "--change", choices=[*map(str, corrections.CHANGES)],
            help="publish: what is entered into the log of a story that readers had",
        )  # fmt: skip
        parser.add_argument("--told", metavar="TEXT", help="publish: what readers are told of it")

    def handle(self, *args: Any, **said: Any) -> None:
        name, verb = said["verb"], VERBS[said["verb"]]
        options, user = _options(name, verb, said), _person(said["by"])
        outcomes = [self._move(pk, name, verb, user, options) for pk in dict.fromkeys(said["ids"])]
        if not all(outcomes):
            raise CommandError(f"{outcomes.count(False)} of {len(outcomes)} refused.")

    def _move(self, pk: int, name: str, verb: Verb, user: User, options: dict[str, Any]) -> bool:
        """Whether the story is now as it was asked to be; one line tells what became of it."""
        article = Article.objects.select_related("assigned_to").filter(pk=pk).first()
        if article is None:
            self.stderr.write(f"{pk}: there is no such story.")
            return False
        if not Article.objects.editable_by(user).filter(pk=pk).exists():
            self.stderr.write(f"{pk}: {user.username} may not do that.")
            return False
        if verb.is_so(article, options):
            self.stdout.write(f"{pk}: nothing to do.")
            return True
        try:
            verb.call(article, by=user, **options)
        except Refused as refusal:
            self.stderr.write(f"{pk}: {refusal}")
        except PermissionDenied:
            self.stderr.write(f"{pk}: {user.username} may not do that.")
        else:
            self.stdout.write(f"{pk}: {name}, done.")
            return True
        return False


def _options(name: str, verb: Verb, said: dict[str, Any]) -> dict[str, Any]:
    """What the verb is called with; raises CommandError for what it does not take, or lacks."""
    given = {key: said[key] for key in OPTIONS if said[key] is not None}
    for key in given.keys() - verb.takes.keys():
        raise CommandError(f"{name} takes no --{key}.")
    for key in verb.needs - given.keys():
        raise CommandError(f"{name} needs --{key}.")
    if "to" in given:
        given["to"] = None if given["to"] == NOBODY else _person(given["to"])
    if given.get("at") == NOBODY:
        if name != "plan":
            raise CommandError(f"{name} needs a moment.")
        given["at"] = None
    return {verb.takes[key]: value for key, value in given.items()}


def _moment(typed: str) -> datetime | str:
    if typed == NOBODY:
        return typed
    moment = datetime.fromisoformat(typed)
    try:
        # An hour that clocks skip, or show twice, is no moment.
        return from_current_timezone(moment) if timezone.is_naive(moment) else moment
    except ValidationError as error:
        raise ArgumentTypeError(" ".join(error.messages)) from error


def _person(login: str) -> User:
    try:
        return User.objects.get_by_natural_key(login)
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody logs in as {login}.") from error
