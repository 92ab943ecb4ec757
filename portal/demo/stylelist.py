"""The style list of the demo newspaper: what its writers are reminded of."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rule:
    pattern: str
    message: str
    suggestion: str = ""
    language: str = ""
    is_regex: bool = False


STYLE_LIST: tuple[Rule, ...] = (
    Rule(pattern="in order to", suggestion="to", message="Two words too many.", language="en"),
    Rule(pattern="utilise", suggestion="use", message="The short word does it.", language="en"),
    Rule(
        pattern="at this point in time",
        suggestion="now",
        message="One word says it.",
        language="en",
    ),
    Rule(
        pattern=r"(very|quite|rather) \w+",
        is_regex=True,
        message="Leave the first word out, or find a stronger second one.",
        language="en",
    ),
    Rule(
        pattern=r"\d+ ?percents?",
        is_regex=True,
        message="We write figures with the sign: 12%.",
        language="en",
    ),
    Rule(
        pattern="од стране",
        message="Реците ко је шта урадио: „Мост је отворио градоначелник“.",
        language="sr-Cyrl",
    ),
    Rule(
        pattern="u toku",
        suggestion="tokom",
        message="Kraće je, i znači isto.",
        language="sr-Latn",
    ),
    Rule(pattern="Tisovar City", suggestion="Tisovar", message="The town needs no other name."),
)
