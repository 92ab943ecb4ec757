"""Which comments a page of a thread shows, and on which page of it a comment is."""

from itertools import islice
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, FilteredRelation, Min, Q, QuerySet

from articles.models import Article
from comments.models import Comment
from comments.thread import Said, numbers
from portal.prepared import Prepared

# Branches of a page of a thread, comments of a page of one branch, and picks above a thread.
BRANCHES, COMMENTS, PICKS = 50, 200, 3

OLDEST, NEWEST, MOST_REPLIED = "", "newest", "most-replied"
# How the branches of a thread follow each other; there is an index for each.
ORDERS: dict[str, tuple[str, ...]] = {
    OLDEST: ("root_id",),
    NEWEST: ("-root_id",),
    MOST_REPLIED: ("-branch_count", "root_id"),
}

_BY_PATH: tuple[str, ...] = ("seen__path",)

type Rows = QuerySet[Comment, tuple[Any, ...]]


class Page(NamedTuple):
    """Some branches of a thread in an order, or, with its root, some comments of one branch.

    `counts` are of each branch what readers see of it, by its root. `elsewhere` is what stands
    above the first comment, and is on an earlier page.
    """

    comments: tuple[Said, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    number: int = 1
    goes_on: bool = False
    order: str = OLDEST
    root: int | None = None
    elsewhere: tuple[Said, ...] = ()
    picks: tuple[Said, ...] = ()


def page(article: Article, *, order: str = OLDEST, number: int = 1) -> Page:
    """Branches of a story's thread, each with its first replies; no query if there are none."""
    if not article.comment_count:
        return Page(order=order, number=number)
    first = (number - 1) * BRANCHES
    rows = _FIRST[order](article=article.pk) if number == 1 else _rows(article.pk, order, first)
    found: dict[int, int] = {}
    comments = []
    for *said, root, count in rows:
        found[root] = count
        if len(found) <= BRANCHES:
            comments.append(Said(*said))
    return Page(
        comments=tuple(comments),
        counts=tuple(islice(found.items(), BRANCHES)),
        number=number,
        goes_on=len(found) > BRANCHES,
        order=order,
        picks=_picks(article) if number == 1 else (),
    )


def branch(article: Article, *, root: int, number: int = 1) -> Page:
    """All comments of one branch, in the order of the thread."""
    first = (number - 1) * COMMENTS
    below = Comment.objects.branches().filter(article=article, pk=root)
    rows = list(_seen(below)[first : first + COMMENTS + 1])
    comments = tuple(Said(*said) for *said, _root, _count in rows[:COMMENTS])
    return Page(
        comments=comments,
        counts=tuple((root, count) for *_said, root, count in rows[:1]),
        number=number,
        goes_on=len(rows) > COMMENTS,
        root=root,
        elsewhere=_above(comments[0]) if first and comments else (),
    )


def address(story: str, *, order: str = OLDEST, root: int | None = None, number: int = 1) -> str:
    """The address of a page of the thread of the story that has this one."""
    part = f"{root}/" if root else order and f"{order}/"
    return f"{story}comments/{part}" + (f"?page={number}" if number > 1 else "")


def addresses(story: str) -> tuple[tuple[str, str], ...]:
    """Each order of a thread with its address; the oldest come first on the page of the story."""
    return tuple((order, address(story, order=order)) for order in ORDERS)


def beside(story: str, page: Page) -> tuple[str, str]:
    """The addresses of the pages before and after this one; empty where there is none."""
    before, after = (
        address(story, order=page.order, root=page.root, number=page.number + step)
        for step in (-1, 1)
    )
    return before if page.number > 1 else "", after if page.goes_on else ""


def place(article: Article, pk: int) -> str | None:
    """The address at which readers find a comment, or its place if it was taken away.

    None for one that they do not see, and of whose place there is nothing either.
    """
    found = Comment.objects.filter(article=article, pk=pk).select_related("root").first()
    if found is None or found.root is None:
        return None
    branch = Comment.objects.approved().filter(root=found.root_id)
    seen: int | None = found.pk
    if found.status != Comment.Status.APPROVED:
        # Its place is there for the answers, so it comes with the first of them.
        answers = branch.filter(path__startswith=f"{found.path}/")
        seen = answers.aggregate(first=Min("pk"))["first"]
    if seen is None:
        return None
    story = article.get_absolute_url()
    if seen <= found.root.shown_until:
        before = Comment.objects.branches().filter(article=article, root__lt=found.root_id)
        number = before.count() // BRANCHES + 1
        where = address(story, number=number) if number > 1 else story
    else:
        number = branch.filter(path__lt=found.path).count() // COMMENTS + 1
        where = address(story, root=found.root_id, number=number)
    return f"{where}#comment-{pk}"


def _rows(article: Any, order: str, first: int) -> Rows:
    """From the roots to what is seen of their branches, and never the other way: by a left join.

    SQLite, which knows nothing of its tables, would else read all that was ever approved.
    """
    by = ORDERS[order]
    roots = Comment.objects.branches().filter(article=article).order_by(*by).values("root_id")
    branches = Comment.objects.filter(pk__in=roots[first : first + BRANCHES + 1])
    return _seen(branches, Q(branch__pk__lte=F("shown_until")), order=by)


def _seen(
    branches: QuerySet[Comment], condition: Q | None = None, *, order: tuple[str, ...] = ()
) -> Rows:
    """What readers see of these branches, each with its root and how much it is in all."""
    approved = Q(branch__status=Comment.Status.APPROVED)
    seen = FilteredRelation("branch", condition=approved & (condition or Q()))
    columns = [f"seen__{column}" for column in Said._fields]
    found = branches.annotate(seen=seen).values_list(*columns, "pk", "branch_count")
    return found.order_by(*order, *_BY_PATH)


# The page of every story, and whatever else is the first that somebody asks for.
_FIRST = {
    order: Prepared(
        lambda article, order=order: _rows(article, order, 0), article=BigIntegerField()
    )
    for order in ORDERS
}
_PICKS: Prepared[Rows] = Prepared(
    lambda article: (
        Comment.objects.filter(article=article, picked_at__isnull=False)
        .order_by("-picked_at", "-pk")
        .values_list(*Said._fields)[:PICKS]
    ),
    article=BigIntegerField(),
)


def _picks(article: Article) -> tuple[Said, ...]:
    return tuple(Said(*said) for said in _PICKS(article=article.pk))


def _above(comment: Said) -> tuple[Said, ...]:
    above = Comment.objects.approved().filter(pk__in=numbers(comment.path)[:-1])
    return tuple(Said(*said) for said in above.values_list(*Said._fields))
