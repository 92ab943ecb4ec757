"""Every way in which somebody changes what is kept, and a newsroom in which each is tried.

A verb that is in none of the tables fails test_verbs: whoever adds one adds it here, and so has
every readers' page compared before and after it.
"""

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

from django.contrib import admin
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.db.transaction import Atomic
from django.urls import reverse
from django.utils import timezone

from accounts.models import Author
from articles import bulk, corrections, redirects, related, revisions, series, upkeep, workflow
from articles.content import Content, Credit
from articles.fronts import versions
from articles.fronts.layout import LEAD, PICKS, Slot
from articles.models import (
    Article,
    Category,
    Correction,
    Image,
    RelatedChoice,
    Series,
    StyleRule,
    Tag,
)
from articles.mostread import listing
from articles.related import choices
from comments import moderation, people
from comments.models import Ban, CannedReason, Comment, CommentSettings, Decision
from portal.pictures import intake, tasks
from portal.pictures.picture import NewPicture
from portal.publicmodels.admin import PublicModelAdmin
from portal.publicmodels.models import Trashed
from portal.site import banners
from portal.site.models import SiteSettings
from tests.articles.desk import filled_in
from tests.articles.read import opened
from tests.articles.surfaces import Paper
from tests.comments.factories import CommentFactory, make_submission, moderator_on_duty
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    editor,
)  # fmt: skip
from tests.pictures.samples import upload

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PACKAGES = ("accounts", "articles", "comments", "portal")
# What makes a demo, or waits for nobody's verb, is no way to change a newspaper.
APART = ("portal.demo", "portal.pagecache", ".migrations", ".management")

# What is kept for colleagues, and is on no readers' page.
FOR_THE_DESK = {
    "accounts.invitations.invite", "accounts.invitations.invite_again", "accounts.people.change",
    "accounts.roles.sync", "articles.autosaves.keep", "articles.autosaves.put_aside",
    "articles.autosaves.see", "articles.autosaves.settle", "articles.autosaves.settle_new",
    "articles.autosaves.take_over",
    "articles.mostread.counting.add",
    "articles.fronts.presence.leave",
    "articles.notes.add", "articles.notes.reopen", "articles.notes.resolve",
    "articles.planning.assign", "articles.planning.plan", "articles.reviews.approve",
    "articles.reviews.invite", "articles.reviews.remark", "articles.reviews.revoke",
    "articles.search.gathering.refresh", "articles.search.gathering.write",
    "articles.search.rebuilding.ask_for_all",
    "comments.readers.ask", "comments.readers.choose", "comments.readers.confirm",
    "comments.readers.forget", "comments.replies.stop", "comments.people.forget_reader",
    "comments.moderation.claims.claim", "comments.moderation.claims.release",
    "comments.moderation.remarks.remark",
}  # fmt: skip
# Parts of verbs that are tried, which by themselves are asked for by nobody; and what happens once
# in the life of a site (tests.portal.test_site_admin).
PARTS = {
    "portal.site.beginning.begin",
    "articles.categories.save", "articles.related.following.leave",
    "articles.related.indexing.index", "portal.publicmodels.verbs.save",
    "portal.publicmodels.verbs.trash", "portal.publicmodels.verbs.restore",
}  # fmt: skip


class Newsroom:
    """A newspaper with something of everything, its people, and their clock."""

    def __init__(self, client, clock):
        self.client, self.clock = client, clock
        now = timezone.now()
        self.paper = Paper(opened_at=now - 2 * DAY, at=now - DAY)
        self.open, self.story = self.paper.open, self.paper.secret
        self.elsewhere = CategoryFactory(name="Elsewhere", slug="elsewhere")
        self.other = ArticleFactory(
            at=now - 3 * DAY, category=self.elsewhere, tags=("rivers",),
            authors=(self.paper.author,),
        )  # fmt: skip
        self.draft = ArticleFactory(live=False, category=self.paper.part, tags=("rivers",))
        picture = NewPicture(intake=intake.read(upload()))
        self.image = ImageFactory(picture=picture, alt="A picture")
        self.pictured = ArticleFactory(
            at=now - HOUR, category=self.paper.part, lead_image_id=self.image.pk,
            tags=("rivers",), authors=(self.paper.author,),
        )  # fmt: skip
        self.comment = CommentFactory(article=self.story, text="First.")
        self.waiting = CommentFactory(
            article=self.story, parent=self.comment, status=Comment.Status.PENDING, text="Second."
        )
        self.editor, self.moderator = editor(), moderator_on_duty()
        upkeep.catch_up()

    def publish(self, article, **changes):
        """What an editor types, and that readers get it."""
        revisions.save(article, replace(_newest(article), **changes), by=self.editor)
        return workflow.publish(article, by=self.editor)

    def read(self, article, times):
        opened(article, times)
        return listing.compute(timezone.now())

    def choose(self, verb, place, **options):
        """Of the story at this place below the open one."""
        other = related.also_like(self.open)[place]
        return getattr(choices, verb)(self.open, other, by=self.editor, **options)

    def shape(self, name, story, *, of=None, **fields):
        """Save a front with a pin in this zone; its version."""
        front = versions.front_of(of)
        layout = versions.layout_of(versions.newest(front))
        usual = versions.usual.zones(of, [])
        [zone] = [each for each in layout.completed(usual).zones if each.name == name]
        pinned = Slot(name=f"{name}{story.pk}", story=story.pk, **fields)
        changed = layout.with_zone(replace(zone, slots=(pinned,)))
        return versions.save(front, changed, by=self.editor, based_on=front.number)

    def launch(self, *pinned, **fields):
        version = self.shape(*pinned, **fields)
        return versions.launch(version.front, by=self.editor, number=version.number)

    def add(self, model, **typed):
        """Fill in the form of a new row in the admin."""
        return self._send(_address(model, "add"), model, typed)

    def change(self, row, **typed):
        return self._send(_address(type(row), "change", row.pk), type(row), typed)

    def trash(self, row):
        return self.client.post(_address(type(row), "delete", row.pk), {"post": "yes"})

    @property
    def correction(self):
        """What was put right in the open story."""
        return Correction.objects.select_related("article").get(
            article=self.open, kind="correction"
        )

    def bring_back(self):
        """What went into the trash last."""
        trashed = Trashed.objects.order_by("-pk")[0]
        address = reverse("admin:publicmodels_trashed_restore", args=[trashed.pk])
        return self.client.post(address)

    def _send(self, address, model, typed):
        form = f"{model._meta.model_name}_form"
        fields = filled_in(self.client.get(address), form)
        response = self.client.post(address, {**fields, **typed, "_continue": "1"})
        assert response.status_code == 302, response.context["errors"]
        return response


def _address(model, page, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def _newest(article):
    return Article.objects.get(pk=article.pk).newest_revision.content


def _move_clock(room, **by):
    room.clock.shift(timedelta(**by))


def _last(model):
    return model.objects.order_by("-pk")[0]


def old_story(room):
    """One that comes from elsewhere, with a place between those that are there."""
    at = timezone.now() - 2 * DAY
    content = Content(
        headline="Of another house", body="<p>As it was.</p>", category_id=room.paper.part.pk,
        tags=("rivers",), credits=(Credit(author_id=room.paper.author.pk),),
    )  # fmt: skip
    saved = bulk.Saved(content=content, at=at, by_name="Ana")
    return bulk.NewStory(
        saved=(saved,), begun_at=at, status=Article.Status.PUBLISHED, published_at=at
    )


type Step = Callable[[Newsroom], object]

# In the order in which they happen: what one leaves is what the next finds. Each has the verb that
# it tries before the colon; of those in QUIET readers see nothing.
STORIES: dict[str, Step] = {
    "articles.revisions.create": lambda room: ArticleFactory(
        live=False, category=room.paper.part
    ),
    "articles.workflow.submit": lambda room: workflow.submit(room.draft, by=room.editor),
    "articles.workflow.send_back": lambda room: workflow.send_back(
        room.draft, by=room.editor, reason="Too short."
    ),
    "articles.workflow.publish": lambda room: workflow.publish(room.draft, by=room.editor),
    "articles.upkeep.catch_up": lambda room: upkeep.catch_up(),
    "articles.revisions.save": lambda room: revisions.save(
        room.story, replace(_newest(room.story), headline="Still at the desk"), by=room.editor
    ),
    "articles.revisions.restore": lambda room: revisions.restore(
        room.story, room.story.revisions.order_by("pk")[0], by=room.editor
    ),
    "articles.workflow.publish: a correction": lambda room: room.publish(
        room.story, headline="Corrected", body="<p>Corrected text.</p>"
    ),
    "articles.workflow.publish: told as an update": lambda room: workflow.publish(
        room.story, by=room.editor, change="update", told="More of it."
    ),
    "articles.workflow.publish: told as a typo": lambda room: workflow.publish(
        room.story, by=room.editor, change="typo"
    ),
    "articles.corrections.enter": lambda room: corrections.enter(
        room.open, kind="correction", text="It was wrong.", by=room.editor
    ),
    "articles.corrections.enter: a typo": lambda room: corrections.enter(
        room.open, kind="typo", text="A comma.", by=room.editor
    ),
    "articles.corrections.amend": lambda room: corrections.amend(
        room.correction, text="It was quite wrong.", seen=room.correction.text, by=room.editor
    ),
    "articles.corrections.take_back": lambda room: corrections.take_back(
        room.correction, by=room.editor
    ),
    "articles.corrections.bring_back": lambda room: corrections.bring_back(
        room.correction, by=room.editor
    ),
    "articles.corrections.enter: a retraction": lambda room: corrections.enter(
        room.open, kind="retraction", text="None of it is so.", by=room.editor
    ),
    "articles.series.join": lambda room: series.join(
        room.paper.series, room.other, by=room.editor
    ),
    "articles.series.join: a draft": lambda room: series.join(
        room.paper.series,
        ArticleFactory(live=False, category=room.paper.part, headline="A part to come"),
        by=room.editor,
    ),
    "articles.series.move": lambda room: series.move(
        room.paper.series, room.other, to=0, by=room.editor
    ),
    "articles.workflow.publish: a part": lambda room: workflow.publish(
        _last(Article), by=room.editor
    ),
    "articles.workflow.withdraw: a part": lambda room: workflow.withdraw(
        _last(Article), by=room.editor
    ),
    "articles.workflow.publish: a part between others": lambda room: workflow.publish(
        _last(Article), by=room.editor
    ),
    "articles.series.leave": lambda room: series.leave(
        room.paper.series, room.other, by=room.editor
    ),
    "articles.workflow.publish: another category": lambda room: room.publish(
        room.story, category_id=room.elsewhere.pk
    ),
    "articles.workflow.publish: other authors": lambda room: room.publish(
        room.story, credits=(Credit(author_id=AuthorFactory(name="Petra").pk),)
    ),
    "articles.workflow.publish: other tags": lambda room: room.publish(
        room.story, tags=("harvest", "rivers")
    ),
    "articles.workflow.publish: a picture": lambda room: room.publish(
        room.story, lead_image_id=room.image.pk
    ),
    "articles.workflow.publish: another address": lambda room: room.publish(
        room.story, slug="another-address"
    ),
    "articles.workflow.publish: on no map": lambda room: room.publish(room.story, noindex=True),
    "articles.workflow.publish: no comments": lambda room: room.publish(
        room.story, comment_policy=Article.CommentPolicy.NONE
    ),
    "articles.workflow.publish: in an hour": lambda room: workflow.publish(
        ArticleFactory(live=False, category=room.paper.part, headline="In an hour"),
        by=room.editor, at=timezone.now() + HOUR,
    ),
    "articles.workflow.publish: the hour passes": lambda room: _move_clock(room, hours=1),
    "articles.related.settling.settle": lambda room: related.settle(),
    "articles.upkeep.catch_up: what went live": lambda room: upkeep.catch_up(),
    "articles.workflow.publish: until tomorrow": lambda room: room.publish(
        room.other, unpublish_at=timezone.now() + DAY
    ),
    "articles.workflow.publish: tomorrow comes": lambda room: _move_clock(room, days=1),
    "articles.related.settling.settle: what came down": lambda room: related.settle(),
    "articles.upkeep.catch_up: what came down": lambda room: upkeep.catch_up(),
    "articles.workflow.publish: under an embargo": lambda room: ArticleFactory(
        category=room.paper.part, at=timezone.now() + HOUR, headline="Held back"
    ),
    "articles.revisions.save: a longer embargo": lambda room: revisions.save(
        _last(Article),
        replace(_newest(_last(Article)), embargo_until=timezone.now() + 3 * HOUR),
        by=room.editor,
    ),
    "articles.revisions.save: where it was planned": lambda room: _move_clock(room, hours=2),
    "articles.revisions.save: the embargo ends": lambda room: _move_clock(room, hours=1),
    "articles.workflow.withdraw": lambda room: workflow.withdraw(room.story, by=room.editor),
    "articles.upkeep.catch_up: what was withdrawn": lambda room: upkeep.catch_up(),
    "articles.redirects.lead": lambda room: redirects.lead(
        room.story, by=room.editor, redirect_to=room.open.get_absolute_url()
    ),
    "articles.workflow.trash": lambda room: workflow.trash(room.story, by=room.editor),
    "articles.workflow.restore": lambda room: workflow.restore(room.story, by=room.editor),
    "articles.workflow.publish: again": lambda room: workflow.publish(room.story, by=room.editor),
    "articles.upkeep.catch_up: what is back": lambda room: upkeep.catch_up(),
    "articles.related.refreshing.refresh": lambda room: related.refresh(since=30 * DAY),
    "articles.related.choices.pin": lambda room: room.choose("pin", -1),
    "articles.related.choices.pin: another": lambda room: room.choose("pin", -1),
    "articles.related.choices.move": lambda room: room.choose("move", 1, to=0),
    "articles.related.choices.unpin": lambda room: room.choose("unpin", 0),
    "articles.related.choices.block": lambda room: room.choose("block", 0),
    "articles.related.choices.unblock": lambda room: choices.unblock(
        room.open, RelatedChoice.objects.get().other, by=room.editor
    ),
    "articles.upkeep.catch_up: what may meet again": lambda room: upkeep.catch_up(),
    "portal.pictures.tasks.make_renditions": lambda room: tasks.make_renditions.call(
        "articles.image", room.image.pk, "picture"
    ),
    "articles.mostread.listing.compute": lambda room: room.read(room.other, 2),
    "articles.mostread.listing.compute: another": lambda room: room.read(room.open, 9),
    "articles.mostread.listing.compute: the same": lambda room: room.read(room.open, 1),
    "articles.workflow.publish: what is read most": lambda room: room.publish(
        room.open, headline="Read by everybody"
    ),
    "articles.mostread.listing.forget": lambda room: listing.forget(timezone.now()),
    "portal.site.banners.start": lambda room: banners.start("It is so", "/top/", by=room.editor),
    "portal.site.banners.start: something else": lambda room: banners.start(
        "Something else", by=room.editor
    ),
    "portal.site.banners.extend": lambda room: banners.extend(by=room.editor),
    "portal.site.banners.start: an hour passes": lambda room: _move_clock(room, hours=1),
    "portal.site.banners.extend: it ends": lambda room: _move_clock(room, minutes=30),
    "portal.site.banners.start: again": lambda room: banners.start("Again", by=room.editor),
    "portal.site.banners.stop": lambda room: banners.stop(by=room.editor),
    "articles.workflow.publish: a year ends": lambda room: _move_clock(room, days=60),
    "articles.fronts.versions.save": lambda room: room.shape(
        LEAD, room.pictured, headline="Leads"
    ),
    "articles.fronts.versions.launch": lambda room: room.launch(
        LEAD, room.pictured, headline="Led"
    ),
    "articles.fronts.versions.launch: a section": lambda room: room.launch(
        LEAD, room.story, of=room.paper.section, image=room.image.pk
    ),
    "articles.fronts.versions.launch: in an hour": lambda room: room.launch(
        PICKS, room.open, headline="Picked", starts_at=timezone.now() + HOUR,
        ends_at=timezone.now() + 2 * HOUR,
    ),
    "articles.fronts.versions.launch: the hour comes": lambda room: _move_clock(room, hours=1),
    "articles.workflow.withdraw: what another section pinned": lambda room: workflow.withdraw(
        room.story, by=room.editor
    ),
    "articles.fronts.versions.launch: the hour passes": lambda room: _move_clock(room, hours=1),
    "articles.fronts.versions.restore": lambda room: versions.restore(
        versions.front_of(None), by=room.editor, number=1
    ),
    "articles.bulk.add": lambda room: bulk.add([old_story(room)], is_archive=True),
}  # fmt: skip

COMMENTS: dict[str, Step] = {
    "comments.moderation.intake.submit": lambda room: moderation.submit(
        make_submission(room.story)
    ),
    "comments.moderation.moves.approve": lambda room: moderation.approve(
        room.waiting, by=room.moderator
    ),
    "comments.moderation.picks.pick": lambda room: moderation.pick(
        room.waiting, by=room.moderator
    ),
    "comments.moderation.picks.unpick": lambda room: moderation.unpick(
        room.waiting, by=room.moderator
    ),
    "comments.moderation.moves.hold": lambda room: moderation.hold(room.waiting, note="Flagged"),
    "comments.moderation.flags.flag": lambda room: moderation.flag(
        room.comment, flagger="network:a", reason="abuse"
    ),
    "comments.moderation.flags.dismiss": lambda room: moderation.dismiss(
        room.comment, by=room.moderator
    ),
    "comments.moderation.flags.flag: the last that it takes": lambda room: [
        moderation.flag(room.comment, flagger=f"network:{each}", reason="abuse")
        for each in range(3)
    ],
    "comments.moderation.undoing.undo": lambda room: moderation.undo(
        room.waiting, by=room.moderator
    ),
    "comments.moderation.undoing.undo_all": lambda room: moderation.undo_all(
        Decision.objects.filter(comment=room.comment), by=room.moderator
    ),
    "comments.moderation.moves.decide": lambda room: moderation.decide(
        Comment.objects.all(), "approve", by=room.moderator
    ),
    "comments.moderation.moves.reject": lambda room: moderation.reject(
        room.comment, by=room.moderator
    ),
    "comments.moderation.moves.mark_spam": lambda room: moderation.mark_spam(
        room.waiting, by=room.moderator
    ),
    "comments.moderation.intake.edit": lambda room: moderation.edit(
        _last(Comment), make_submission(room.story, text="Other words.")
    ),
    "comments.moderation.moves.approve: as changed": lambda room: moderation.approve(
        _last(Comment), by=room.moderator
    ),
    "comments.moderation.intake.withdraw": lambda room: moderation.withdraw(_last(Comment)),
    "comments.moderation.moves.approve: a third": lambda room: CommentFactory(
        article=room.story, text="Third, says Ana@example.org."
    ),
    "comments.moderation.bans.ban": lambda room: moderation.ban(
        _last(Comment), ["email"], by=room.moderator
    ),
    "comments.moderation.bans.undo_batch": lambda room: moderation.undo_batch(
        _last(Ban).batch, by=room.moderator
    ),
    "comments.moderation.bans.lift": lambda room: moderation.lift([_last(Ban)], by=room.moderator),
    "comments.people.leave_out": lambda room: people.leave_out(
        email="ana@example.org", model=Comment, field="text"
    ),
    "comments.people.forget_writer": lambda room: people.forget_writer(email="rada@example.org"),
    "comments.moderation.arriving.bring": lambda room: moderation.bring(
        [
            moderation.Arriving(
                article=room.story.pk, form_id=uuid4(), name="Vera", text="From elsewhere.",
                at=timezone.now() - DAY, status="approved",
            )
        ]
    ),
}  # fmt: skip

ADMIN: dict[str, Step] = {
    "accounts.Author change": lambda room: room.change(room.paper.author, name="Renamed"),
    "accounts.Author change: address": lambda room: room.change(room.paper.author, slug="moved"),
    "accounts.Author add": lambda room: room.add(Author, name="New", slug="new"),
    "accounts.Author trash": lambda room: room.trash(_last(Author)),
    "accounts.Author restore": lambda room: room.bring_back(),
    "articles.Category change": lambda room: room.change(room.paper.part, name="Renamed"),
    "articles.Category change: address": lambda room: room.change(
        room.paper.section, slug="summit"
    ),
    "articles.Category change: another section": lambda room: room.change(
        room.paper.part, parent=room.elsewhere.pk
    ),
    "articles.Category add": lambda room: room.add(Category, name="New", slug="new-section"),
    "articles.Category trash": lambda room: room.trash(_last(Category)),
    "articles.Category restore": lambda room: room.bring_back(),
    "articles.Image change": lambda room: room.change(
        room.image, alt="Described anew", caption="Captioned anew", credit="Somebody else"
    ),
    "articles.Image add": lambda room: ImageFactory(),
    "articles.Image trash": lambda room: room.trash(_last(Image)),
    "articles.Image restore": lambda room: room.bring_back(),
    "articles.Series change": lambda room: room.change(room.paper.series, title="Floods"),
    "articles.Series change: address": lambda room: room.change(room.paper.series, slug="floods"),
    "articles.Series change: planned": lambda room: room.change(
        room.paper.series, planned_parts="7"
    ),
    "articles.Series add": lambda room: room.add(Series, title="Without parts"),
    "articles.Series trash": lambda room: room.trash(room.paper.series),
    "articles.Series restore": lambda room: room.bring_back(),
    "articles.Tag change": lambda room: room.change(Tag.objects.get(slug="rivers"), name="Waters"),
    "articles.Tag change: address": lambda room: room.change(
        Tag.objects.get(slug="rivers"), slug="waters"
    ),
    "articles.Tag add": lambda room: room.add(Tag, name="Unused", slug="unused"),
    "articles.Tag trash": lambda room: room.trash(Tag.objects.get(slug="waters")),
    "articles.Tag restore": lambda room: room.bring_back(),
    "flatpages.FlatPage change": lambda room: room.change(
        FlatPage.objects.get(), title="All about us", content="<p>New.</p>"
    ),
    "flatpages.FlatPage change: address": lambda room: room.change(
        FlatPage.objects.get(), url="/all-about-us/"
    ),
    "flatpages.FlatPage add": lambda room: room.add(FlatPage, title="Contact", url="/contact/"),
    "flatpages.FlatPage trash": lambda room: room.trash(_last(FlatPage)),
    "flatpages.FlatPage restore": lambda room: room.bring_back(),
    "redirects.Redirect add": lambda room: room.add(
        Redirect, old_path="/old/", new_path="/contact/"
    ),
    "redirects.Redirect change": lambda room: room.change(
        Redirect.objects.get(old_path="/old/"), new_path="/"
    ),
    "redirects.Redirect trash": lambda room: room.trash(Redirect.objects.get(old_path="/old/")),
    "redirects.Redirect restore": lambda room: room.bring_back(),
    "articles.StyleRule add": lambda room: room.add(StyleRule, pattern="teh", message="A typo."),
    "articles.StyleRule change": lambda room: room.change(StyleRule.objects.get(), message="Slip."),
    "articles.StyleRule trash": lambda room: room.trash(StyleRule.objects.get()),
    "articles.StyleRule restore": lambda room: room.bring_back(),
    "comments.CannedReason add": lambda room: room.add(CannedReason, text="Off topic.", position=1),
    "comments.CannedReason change": lambda room: room.change(
        CannedReason.objects.get(), text="It has nothing to do with the story."
    ),
    "comments.CannedReason trash": lambda room: room.trash(CannedReason.objects.get()),
    "comments.CannedReason restore": lambda room: room.bring_back(),
    "comments.CommentSettings change": lambda room: room.change(
        CommentSettings.objects.get_or_create(pk=1)[0], held_words="vinegar"
    ),
    "site_settings.SiteSettings change": lambda room: room.change(
        SiteSettings.objects.get(), name="The Other Paper", tagline="Tomorrow's news"
    ),
}  # fmt: skip

# Of these readers see nothing, which is to be seen too.
QUIET = {
    "articles.revisions.create", "articles.workflow.submit", "articles.workflow.send_back",
    "articles.revisions.save", "articles.revisions.restore",
    "articles.workflow.publish: in an hour",
    "articles.workflow.publish: told as a typo", "articles.corrections.enter: a typo",
    "articles.workflow.publish: under an embargo", "articles.revisions.save: a longer embargo",
    "articles.revisions.save: where it was planned",
    "articles.workflow.publish: until tomorrow", "articles.related.settling.settle",
    "articles.related.settling.settle: what came down", "articles.related.refreshing.refresh",
    "articles.related.choices.unblock", "articles.mostread.listing.compute: the same",
    "articles.mostread.listing.forget",
    "portal.site.banners.extend", "portal.site.banners.start: an hour passes",
    "articles.fronts.versions.save",
    "articles.fronts.versions.launch: in an hour",
    "comments.moderation.intake.submit", "comments.moderation.bans.lift",
    "comments.moderation.flags.flag", "comments.moderation.flags.dismiss",
    "articles.Series add", "articles.series.join: a draft",
    "articles.Image add", "articles.Image trash", "articles.Image restore", "articles.Tag add",
    "articles.StyleRule add", "articles.StyleRule change", "articles.StyleRule trash",
    "articles.StyleRule restore", "comments.CannedReason add", "comments.CannedReason change",
    "comments.CannedReason trash", "comments.CannedReason restore",
    "comments.CommentSettings change",
}  # fmt: skip
# The newspaper has one row of each, which nobody adds or puts away.
ONE_ROW = {
    f"{model} {verb}"
    for model in ("comments.CommentSettings", "site_settings.SiteSettings")
    for verb in ("add", "trash", "restore")
}


def tried():
    """The verbs of the tables, without what was done with them."""
    return {step.partition(":")[0] for steps in (STORIES, COMMENTS, ADMIN) for step in steps}


def written():
    """Every function of the project that changes rows in one transaction, by its full name.

    Those that begin with an underscore are parts of others; views and admins call these.
    """
    found = set()
    for name in PACKAGES:
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.startswith(APART) and not any(x in module.name for x in APART):
                found |= set(_atomic(import_module(module.name)))
    return found


def registered():
    """What colleagues do with rows that readers see, in the admin."""
    models = [
        model._meta.label
        for model, desk in admin.site._registry.items()
        if isinstance(desk, PublicModelAdmin)
    ]
    return {f"{label} {verb}" for label in models for verb in ("add", "change", "trash", "restore")}


def _atomic(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        if any(isinstance(each, Atomic) for each in cells):
            yield f"{module.__name__}.{name}"
