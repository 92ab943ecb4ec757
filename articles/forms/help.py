"""What readers see of a field, said beside it."""

from django.utils.translation import gettext_lazy as _

HELP = {
    "kicker": _("A word or two above the headline, on its page and on cards."),
    "headline": _("The title of the page, and of cards unless they get one of their own."),
    "standfirst": _("Shown under the headline and on cards: in a sentence, what it is about."),
    "lead_alt": _("Read aloud to who cannot see the picture. Empty, the library's words are."),
    "lead_caption": _("Shown under the picture. Empty, the library's caption is."),
    "source": _("An agency or a partner; shown under the names."),
    "comment_policy": _("Whether readers may write below the story, and see what others wrote."),
    "comment_days": _(
        "After it went live; then the thread closes, and what is there stays. Empty, as its "
        "section says; 0, it never closes by itself."
    ),
    "front_headline": _("On the front page and all other lists. Empty, the headline stands there."),
    "social_headline": _(
        "On links that people share. Empty, the title for search engines stands there."
    ),
    "language": _("Decides the letter forms, and how the story is read aloud."),
    "seo_title": _(
        "On pages of search engines and on the browser's tab. Empty, the headline stands there."
    ),
    "seo_description": _(
        "Below that title, and on links that people share. Empty, the standfirst stands there."
    ),
    "canonical_url": _("If it stood elsewhere first: search engines then lead readers there."),
    "noindex": _("Readers find it on the site, but not through search engines."),
}
