"""Stories about a few things that go on, each in words of its own: for lists of what is related."""

from tests.factories import ArticleFactory

# Each a subject, with sentences of which every story has some.
FLOOD = (
    "The Drina flooded the lower bridge of Orlovac overnight.",
    "Firemen pumped cellars along the Drina until dawn, the mayor of Orlovac said.",
    "Engineers measured the river below the dam every hour.",
    "Sandbags were carried to the bridge by pupils of both schools.",
    "The flood wave is expected to reach the mills on Sunday.",
    "Boats brought bread to farms cut off by the river.",
)
HARVEST = (
    "Plum growers began picking a fortnight early this summer.",
    "The distillery bought plums at a record price per crate.",
    "Wasps and hail spoiled orchards on the southern slopes.",
    "A cooperative lent its dryers to every grower in the valley.",
    "Jam makers queued for crates at the morning auction.",
    "The orchard festival opens with a contest of dumplings.",
)


def story(subject, number, **content):
    """The story of this number about a subject: two of its sentences, the first as its headline."""
    first, second = (subject[(number + step) % len(subject)] for step in (0, 1))
    content.setdefault("headline", f"{first[:-1]}, report {number}")
    content.setdefault("body", f"<p>{first} {second}</p>")
    return ArticleFactory(**content)
