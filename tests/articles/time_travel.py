"""A newsroom that edits at random all that a front is made of."""

import random
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.models import Author
from articles import categories, corrections, revisions, workflow
from articles.content import Content, Credit
from articles.deeds import Refused
from articles.fronts import usual, versions
from articles.fronts.layout import Layout, Rule, Slot, Source, Zone
from articles.models import Article, Category, Correction, FrontVersion, Image, MostRead, Tag
from articles.models import category as sections
from portal.pictures.picture import Picture
from portal.publicmodels import verbs
from portal.publicmodels.models import Trashed
from portal.publicmodels.verbs import CannotRestore
from portal.site import banners
from portal.site.models import SiteSettings
from tests.factories import AuthorFactory, CategoryFactory, ImageFactory, TagFactory, editor

HOUR, Kind = timedelta(hours=1), Correction.Kind
NAMES = ("Rivers", "bread", "Žaba", "чекаоница", "Čaj", "Zoo", "élan", "Apples")

# How often each is done, beside the others.
EDITS = {
    "publish": 9, "schedule": 3, "change_live": 4, "change_and_wait": 1, "take_down_later": 2,
    "hold_back": 1, "withdraw": 2, "withdraw_and_trash": 1, "come_back": 3, "retract": 2,
    "take_back": 1,
    "rename_category": 2, "order_menu": 2, "change_kind": 1, "move_category": 2, "open_category": 1,
    "rename_author": 1, "change_image": 2, "rename_tag": 1, "trash_tag": 1, "restore_from_trash": 2,
    "rename_site": 1, "count_views": 3, "break_news": 2, "extend_news": 1, "end_news": 1,
    "pin": 7, "pin_for_a_while": 3, "unpin": 2, "resize": 2, "set_rule": 3, "draft_front": 1,
    "restore_front": 2,
}  # fmt: skip


class Newsroom:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.editor, self.count = editor(), 0
        verbs.save(SiteSettings(pk=1, name="The Valley"), tags=("site",))
        politics = CategoryFactory(name="Politics", slug="politics")
        CategoryFactory(name="economy", slug="economy")
        CategoryFactory(name="Opinion", slug="opinion", kind="opinion", position=1)
        CategoryFactory(name="Food", slug="food", parent=politics, in_menu=False)
        self.section = politics
        AuthorFactory.create_batch(3)
        ImageFactory.create_batch(4)
        TagFactory(name="rivers", slug="rivers"), TagFactory(name="trains", slug="trains")
        for _each in range(12):
            self.publish()

    def edit(self, only=EDITS) -> str:
        """One of these, chosen again while the house refuses it; its name."""
        while True:
            (chosen,) = self.random.choices(list(only), [EDITS[each] for each in only])
            try:
                getattr(self, chosen)()
            except (LookupError, Refused, banners.Refused, CannotRestore):
                continue
            return chosen

    # --- stories -------------------------------------------------------------------------------

    def publish(self) -> None:
        story = revisions.create(self._content(), by=self.editor)
        workflow.publish(story, by=self.editor)

    def schedule(self) -> None:
        story = revisions.create(self._content(), by=self.editor)
        workflow.publish(story, by=self.editor, at=self._later())

    def change_live(self) -> None:
        story = self._story()
        revisions.save(story, self._content(of=story), by=self.editor)
        workflow.publish(story, by=self.editor)

    def change_and_wait(self) -> None:
        story = self._story()
        revisions.save(story, self._content(of=story), by=self.editor)

    def take_down_later(self) -> None:
        story = self._story()
        content = replace(story.newest_revision.content, unpublish_at=self._later())
        revisions.save(story, content, by=self.editor)
        workflow.publish(story, by=self.editor)

    def hold_back(self) -> None:
        story = self._one(Article.objects.filter(published_at__gt=timezone.now()))
        content = replace(story.newest_revision.content, embargo_until=self._later())
        revisions.save(story, content, by=self.editor)

    def withdraw(self) -> None:
        workflow.withdraw(self._story(), by=self.editor)

    def withdraw_and_trash(self) -> None:
        story = workflow.withdraw(self._story(), by=self.editor)
        workflow.trash(story, by=self.editor)

    def come_back(self) -> None:
        story = self._one(Article.objects.filter(status=Article.Status.WITHDRAWN))
        if story.trashed_at:
            story = workflow.restore(story, by=self.editor)
        workflow.publish(story, by=self.editor)

    def retract(self) -> None:
        told = "It was not so."
        corrections.enter(self._story(), kind=Kind.RETRACTION, text=told, by=self.editor)

    def take_back(self) -> None:
        corrections.take_back(self._one(Correction.objects.all()), by=self.editor)

    # --- what stands around them ---------------------------------------------------------------

    def rename_category(self) -> None:
        self._save_category(name=self._name(), colour=self.random.choice(Category.Colour.values))

    def order_menu(self) -> None:
        in_menu = self.random.random() < 0.8
        self._save_category(position=self.random.randrange(3), in_menu=in_menu)

    def change_kind(self) -> None:
        self._save_category(kind=self.random.choice(Category.Kind.values))

    def move_category(self) -> None:
        parts = Category.objects.filter(children__isnull=True)
        category = self._one(parts)
        tops = Category.objects.filter(parent__isnull=True).exclude(pk=category.pk)
        category.parent = self.random.choice([None, self._one(tops)])
        categories.save(category)

    def open_category(self) -> None:
        name = self._name()
        categories.save(Category(name=name, slug=f"s-{self.count}"))

    def rename_author(self) -> None:
        author = self._one(Author.objects.all())
        author.name = self._name()
        verbs.save(author, tags=("site",))

    def change_image(self) -> None:
        image = self._one(Image.objects.all())
        self.count += 1
        image.alt = f"A picture, changed {self.count} times"
        if self.random.random() < 0.5:
            name = f"pictures/01/{self.count:032x}/master.jpg"
            image.picture = Picture(name=name, width=1200, height=800)
        verbs.save(image, tags=("site",))

    def rename_tag(self) -> None:
        tag = self._one(Tag.objects.all())
        tag.name = self._name()
        verbs.save(tag, tags=("site",))

    def trash_tag(self) -> None:
        verbs.trash(self._one(Tag.objects.all()), by=self.editor, tags=("site",))

    def restore_from_trash(self) -> None:
        verbs.restore(self._one(Trashed.objects.all()))

    def rename_site(self) -> None:
        site = SiteSettings.objects.get()
        site.tagline, site.footer_text = self._name(), self._name()
        verbs.save(site, tags=("site",))

    def count_views(self) -> None:
        stories = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        chosen = self.random.sample(stories, 8)
        window = self.random.choice(MostRead.Window.values)
        category = self.random.choice([None, self.section.pk])
        MostRead.objects.create(
            window=window, category_id=category, at=timezone.now(),
            stories=chosen,
        )  # fmt: skip

    def break_news(self) -> None:
        url = self.random.choice(["", "/about/"])
        banners.start(self._name(), url, by=self.editor, ends_at=timezone.now() + HOUR)

    def extend_news(self) -> None:
        banners.extend(by=self.editor)

    def end_news(self) -> None:
        banners.stop(by=self.editor)

    # --- fronts --------------------------------------------------------------------------------

    def pin(self) -> None:
        self._shape(lambda zone: replace(zone, slots=(self._slot(), *zone.slots)))

    def pin_for_a_while(self) -> None:
        starts = self._later()
        slot = replace(self._slot(), starts_at=starts, ends_at=starts + 3 * HOUR)
        self._shape(lambda zone: replace(zone, slots=(slot, *zone.slots)))

    def unpin(self) -> None:
        self._shape(lambda zone: replace(zone, slots=zone.slots[1:]))

    def resize(self) -> None:
        self._shape(lambda zone: replace(zone, size=self.random.randrange(1, 6)))

    def set_rule(self) -> None:
        rules = [
            Rule(source=Source.NEWEST, hours=self.random.choice([None, 24])),
            Rule(source=Source.CATEGORY, key=self._one(Category.objects.all()).pk),
            Rule(source=Source.TAG, key=self._one(Tag.objects.all()).pk),
            Rule(source=Source.MOST_READ),
        ]
        self._shape(lambda zone: replace(zone, rule=self.random.choice(rules)))

    def draft_front(self) -> None:
        self._shape(lambda zone: replace(zone, slots=()), launch=False)

    def restore_front(self) -> None:
        version = self._one(FrontVersion.objects.filter(launched_at__isnull=False))
        versions.restore(version.front, by=self.editor, number=version.number)

    # --- what they are made of -----------------------------------------------------------------

    def _shape(self, change, *, launch=True) -> None:
        front = versions.front_of(self._front())
        zones = usual.zones(front.category, sections.menu())
        layout = versions.layout_of(versions.newest(front)).completed(zones)
        zone = change(self.random.choice(layout.zones))
        version = versions.save(front, _with(layout, zone), by=self.editor, based_on=front.number)
        if launch:
            versions.launch(front, by=self.editor, number=version.number)

    def _front(self) -> Category | None:
        """That of the front page, or now and then of the section that is looked at."""
        return self.random.choice([None, None, self.section])

    def _slot(self) -> Slot:
        self.count += 1
        story = self._one(Article.objects.filter(status=Article.Status.PUBLISHED))
        words = self._name() if self.random.random() < 0.5 else ""
        images = Image.objects.values_list("pk", flat=True)
        image = self._one(images) if self.random.random() < 0.5 else None
        return Slot(name=f"slot{self.count}", story=story.pk, headline=words, image=image)

    def _content(self, of: Article | None = None) -> Content:
        content = of.newest_revision.content if of else Content(body="<p>A text.</p>")
        pick = self.random.choice
        authors = self.random.sample(list(Author.objects.order_by("pk")), 2)
        others = [pick([None, *Category.objects.order_by("pk")])]
        return replace(
            content,
            headline=self._name(),
            kicker=pick(["", self._name()]),
            standfirst=pick(["", self._name()]),
            front_headline=pick(["", self._name()]),
            language=pick(["", "sr-Cyrl"]),
            category_id=self._one(Category.objects.all()).pk,
            other_category_ids=tuple(each.pk for each in others if each),
            credits=tuple(Credit(author_id=author.pk) for author in authors),
            tags=tuple(tag.name for tag in Tag.objects.order_by("pk") if pick([True, False])),
            lead_image_id=pick([None, self._one(Image.objects.all()).pk]),
        )

    def _save_category(self, **fields) -> None:
        category = self._one(Category.objects.all())
        for name, value in fields.items():
            setattr(category, name, value)
        categories.save(category)

    def _story(self) -> Article:
        return self._one(Article.objects.filter(status=Article.Status.PUBLISHED))

    def _one(self, rows):
        return self.random.choice(list(rows.order_by("pk")))

    def _name(self) -> str:
        self.count += 1
        return f"{self.random.choice(NAMES)} {self.count}"

    def _later(self):
        return timezone.now() + self.random.randrange(1, 200) * timedelta(minutes=7)


def _with(layout: Layout, zone: Zone) -> Layout:
    """A story that is pinned anew stands nowhere else."""
    pinned = {slot.story for slot in zone.slots[:1]}
    for other in layout.zones:
        if other.name != zone.name:
            kept = tuple(slot for slot in other.slots if slot.story not in pinned)
            layout = layout.with_zone(replace(other, slots=kept))
    seen, slots = set(), []
    for slot in zone.slots:
        if slot.story not in seen:
            slots.append(slot)
        seen.add(slot.story)
    return layout.with_zone(replace(zone, slots=tuple(slots)))
