"""Takes one story of the demo all the way to its state: written, read by the desk, published, commented on."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import Author, User
from accounts.slugs import make_slug
from articles import html, planning, revisions, workflow
from articles.content import Content, Credit
from articles.fronts import usual, versions
from articles.fronts.layout import Layout, Slot
from articles.models import Activity, Article, Category, Image, Revision
from articles.models import category as categories
from comments import moderation
from comments.models import Comment, Decision
from comments.spam import Submission
from portal.demo.content import (
    PENDING,
    PUBLISHED,
    RETURNED,
    REVIEW,
    WITHDRAWN,
    Remark,
    Story,
    remarks,
    stories,
    words,
)  # fmt: skip
from portal.demo.fronts import Shape
from portal.demo.people import PEOPLE
from portal.pictures import markup

FIGURE = re.compile(r"\{\{figure:(\w+)\}\}")
LINK = re.compile(r"\{\{story:(\w+)\}\}")
DECISIONS = {
    Comment.Status.APPROVED: Decision.Action.APPROVE,
    Comment.Status.REJECTED: Decision.Action.REJECT,
    Comment.Status.SPAM: Decision.Action.MARK_SPAM,
}
# The desk begins at six; what would have come out before came out the evening before.
MORNING, NIGHT = 6, timedelta(hours=8)
# A day's work before a story is out, two hours until the desk has read it, half an hour until a moderator looks.
WRITING, READING = timedelta(hours=7), timedelta(hours=2)
MODERATING = timedelta(minutes=25)


def mark(story: Story) -> str:
    """The note of a story's first revision; it tells that the story is there, whatever becomes of its text."""
    return f"Demo content: {story.key}"


def written() -> set[str]:
    """The keys of the stories that are there."""
    notes = {mark(story): story.key for story in stories()}
    found = Revision.objects.filter(note__in=notes).values_list("note", flat=True)
    return {notes[note] for note in found}


@transaction.atomic
def run(story: Story, *, now: datetime) -> Article:
    """Write a story and bring it into its state, with its comments."""
    desk, writer = User.objects.get(username="editor"), _writer(story)
    content = _content(story)
    article = revisions.create(content, by=writer, note=mark(story))
    if story.state in (REVIEW, RETURNED):
        article = workflow.submit(article, by=writer)
    if story.state == RETURNED:
        workflow.send_back(article, by=desk, reason=story.desk_note)
    _give(story, article, desk=desk, writer=writer, now=now)
    moment = _moment(story, now)
    if story.state not in PUBLISHED:
        _date_back(article, moment)
        return article
    article = workflow.publish(article, by=desk, at=moment)
    _date_back(article, min(moment, now))
    _let_readers_speak(story, article, moment)
    if story.state == WITHDRAWN:
        workflow.withdraw(article, by=desk)
        withdrawn_at = min(moment + WRITING, now)
        article.activities.filter(verb=Activity.Verb.WITHDRAW).update(at=withdrawn_at)
        article.states.update(until=withdrawn_at)
    if story.state == PENDING and story.pending:
        _revise(article, content, story, by=writer)
    return article


def _give(story: Story, article: Article, *, desk: User, writer: User, now: datetime) -> None:
    """What was handed in waits for the desk until tomorrow; what came back, a day longer."""
    evening = timezone.localtime(now).replace(hour=18, minute=0, second=0, microsecond=0)
    days = timedelta(days=1)
    people = {REVIEW: (desk, evening + days), RETURNED: (writer, evening + 2 * days)}
    if story.state in people:
        to, due_at = people[story.state]
        planning.plan(planning.assign(article, by=desk, to=to), by=desk, due_at=due_at)


def _moment(story: Story, now: datetime) -> datetime:
    """When readers have it: at a full five minutes, and not at night."""
    moment = timezone.localtime(now - timedelta(days=story.days))
    moment = moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
    if moment.hour < MORNING:
        # What is out stays out, and what is to come stays to come.
        moment += NIGHT if story.days < 0 else -NIGHT
    return moment


def _writer(story: Story) -> User:
    """The login of the first byline, if it may write; the desk enters the stories of all others."""
    logins = {person.key: person.login for person in PEOPLE}
    user = User.objects.filter(username=logins[story.credits[0]]).first()
    if user and user.has_perm("articles.add_article"):
        return user
    return User.objects.get(username="editor")


def _content(story: Story) -> Content:
    images = {
        image.alt: image
        for image in Image.objects.filter(alt__in=[each.alt for each in words().values()])
    }
    used = {key: images[words()[key].alt] for key in story.pictures()}
    return Content(
        headline=story.headline,
        front_headline=story.front_headline,
        kicker=story.kicker,
        standfirst=story.standfirst,
        body=_body(story.body, used),
        language=story.language,
        category_id=Category.objects.get(slug=story.category).pk,
        tags=story.tags,
        credits=tuple(_credits(story.credits)),
        lead_image_id=used[story.picture].pk if story.picture else None,
        lead_alt=story.lead_alt,
        lead_caption=story.lead_caption,
    )


def _credits(entries: Iterable[str]) -> Iterable[Credit]:
    names = {person.key: person.name for person in PEOPLE}
    for entry in entries:
        key, _colon, role = entry.partition(":")
        author = Author.objects.get(slug=make_slug(names[key]))
        yield Credit(author_id=author.pk, role=role or "text")


def _body(text: str, used: dict[str, Image]) -> str:
    """The text as the editor would save it, with its figures and links."""
    addresses = {
        image.pk: markup.url(image.picture, width=markup.PLAIN_WIDTH) for image in used.values()
    }
    text = FIGURE.sub(lambda found: _figure(used[found[1]], addresses), text)
    return html.clean(LINK.sub(lambda found: _address(found[1]), text), pictures=addresses)


def _figure(image: Image, addresses: dict[int, str]) -> str:
    shown = f'<img data-file="{image.pk}" src="{escape(addresses[image.pk])}" alt="{escape(image.alt)}">'
    return f"<figure>{shown}<figcaption>{escape(image.caption)} {escape(image.credit)}</figcaption></figure>"


def _address(key: str) -> str:
    story = next(story for story in stories() if story.key == key)
    first = Revision.objects.filter(note=mark(story)).values("article")
    article = Article.objects.filter(pk__in=first).select_related("category__parent").first()
    return article.get_absolute_url() if article else "/"


def _revise(article: Article, content: Content, story: Story, *, by: User) -> None:
    if story.pending is None:
        return
    changed = replace(
        content,
        headline=story.pending.headline,
        standfirst=story.pending.standfirst,
        body=content.body + _body(story.pending.append, {}),
    )
    revisions.save(article, changed, by=by, note=story.pending.note)


def _date_back(article: Article, moment: datetime) -> None:
    """Make the desk's lists, and fronts of the past, tell of sixty days of work, not of the minute in which the demo was made."""
    Article.objects.filter(pk=article.pk).update(created_at=moment - WRITING, modified_at=moment)
    article.states.update(since=moment)
    for place, revision in enumerate(article.revisions.order_by("-pk")):
        article.revisions.filter(pk=revision.pk).update(at=moment - place * READING)
    for place, deed in enumerate(article.activities.order_by("-pk")):
        article.activities.filter(pk=deed.pk).update(at=moment - place * READING)


def _let_readers_speak(story: Story, article: Article, published_at: datetime) -> None:
    sent: dict[str, Comment] = {}
    for remark in remarks():
        if remark.story == story.key:
            sent[remark.key] = _receive(remark, article, published_at, sent)


def _receive(
    remark: Remark, article: Article, published_at: datetime, sent: dict[str, Comment]
) -> Comment:
    at = published_at + timedelta(hours=remark.hours)
    submission = Submission(
        article_id=article.pk,
        parent_id=sent[remark.answers].pk if remark.answers else None,
        form_id=uuid5(NAMESPACE_URL, f"demo:{article.pk}:{remark.key}"),
        name=remark.name,
        email=remark.email,
        website=remark.website,
        text=remark.text,
    )
    comment = moderation.submit(submission, at=at)
    if comment.status == remark.state:
        return comment
    return _decide(comment, remark, at + MODERATING)


def _decide(comment: Comment, remark: Remark, at: datetime) -> Comment:
    moderator = User.objects.get(username="moderator")
    action = DECISIONS[Comment.Status(remark.state)]
    decided = moderation.decide([comment], action, by=moderator, note=remark.note, at=at)
    if remark.picked:
        moderation.pick(comment, by=moderator, at=at)
    if remark.flagged:
        moderation.flag(comment, flagger="network:", reason=remark.flagged, at=at)
    return decided.changed[0]


@transaction.atomic
def launch(shape: Shape) -> None:
    """Shape a front, and give it to readers."""
    desk = User.objects.get(username="editor")
    category = Category.objects.get(slug=shape.section) if shape.section else None
    front, layout = versions.front_of(category), Layout()
    for zone in usual.zones(category, categories.menu()):
        pins = shape.pins.get(zone.name, ())
        slots = [Slot(name=pin.story, story=_key(pin.story), headline=pin.headline) for pin in pins]
        layout = layout.with_zone(replace(zone, slots=tuple(slots)))
    version = versions.save(front, layout, by=desk, based_on=front.number, note=shape.note)
    versions.launch(front, by=desk, number=version.number)


def _key(story: str) -> int:
    [found] = [each for each in stories() if each.key == story]
    return Article.objects.get(revisions__note=mark(found)).pk
