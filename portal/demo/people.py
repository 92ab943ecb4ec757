"""Who works at the demo newsroom: bylines, and the logins that are printed when it starts."""

from dataclasses import dataclass

from accounts import roles
from accounts.models import Author

PASSWORD = "zebalkans-demo"  # noqa: S105  # printed on the terminal of a site that only its own machine reaches

# Role, user name, password.
LOGINS: tuple[tuple[str, str, str], ...] = (
    (roles.JOURNALIST, "journalist", PASSWORD),
    (roles.EDITOR, "editor", PASSWORD),
    (roles.MODERATOR, "moderator", PASSWORD),
    (roles.ADMINISTRATOR, "administrator", PASSWORD),
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A byline of the demo; staff have the login of the same name as one in LOGINS."""

    key: str
    name: str
    kind: str
    bio: str
    login: str = ""
    email: str = ""
    links: tuple[str, ...] = ()


PEOPLE: tuple[Person, ...] = (
    Person(
        key="zora",
        name="Zora Vetrenjak",
        kind=Author.Kind.STAFF,
        login="journalist",
        email="zora@example.org",
        links=("https://example.org/zora",),
        bio=(
            "Zora Vetrenjak covers city hall, trams and anything else that is supposed to come on time. "
            "Before journalism she sold tickets on the river ferry, where she learned to count quickly "
            "and to let people finish their sentences."
        ),
    ),
    Person(
        key="teodor",
        name="Teodor Kajsija",
        kind=Author.Kind.STAFF,
        login="editor",
        email="teodor@example.org",
        bio=(
            "Teodor Kajsija edits the culture pages. He plays the viola in the second row of an amateur "
            "orchestra and believes that every story is improved by taking out its first paragraph."
        ),
    ),
    Person(
        key="edina",
        name="Edina Sumrak",
        kind=Author.Kind.STAFF,
        login="moderator",
        email="edina@example.org",
        links=("https://example.org/edina", "https://example.com/photographs"),
        bio=(
            "Edina Sumrak takes pictures, mostly before sunrise, and looks after the readers’ letters "
            "for the rest of the day. She has walked the Mirava from its spring to the ferry, twice, "
            "the second time because she had forgotten the charger."
        ),
    ),
    Person(
        key="luka",
        name="Luka Tihobrod",
        kind=Author.Kind.STAFF,
        login="administrator",
        email="luka@example.org",
        bio=(
            "Luka Tihobrod writes about sport, with a weakness for goalless draws. On weekdays he also "
            "keeps the newsroom's computers alive, which he describes as goalkeeping with cables."
        ),
    ),
    Person(
        key="djordje",
        name="Đorđe Lađar",
        kind=Author.Kind.GUEST,
        links=("https://example.org/ladjar",),
        bio=(
            "Đorđe Lađar measured the level of rivers for thirty-one years and has been writing about "
            "everything else since he retired. He lives in Peljavac with eleven beehives and a "
            "barometer that he does not trust."
        ),
    ),
    Person(
        key="mirna",
        name="Mirna Kreda",
        kind=Author.Kind.GUEST,
        email="mirna@example.org",
        bio=(
            "Mirna Kreda taught mathematics in Brodovar for thirty-six years, four of them to people who now sit on "
            "the council. She counts stairs, misprints and the seconds that a pupil may need for an answer. About "
            "the naming of the footbridge she does not give interviews."
        ),
    ),
    Person(
        key="selman",
        name="Selman Ibrik",
        kind=Author.Kind.GUEST,
        bio=(
            "Selman Ibrik keeps a café with nine tables behind the tram depot and has listened at all of them. He "
            "writes his columns on order slips, which is why they are short."
        ),
    ),
    Person(
        key="drita",
        name="Drita Bjeshka",
        kind=Author.Kind.GUEST,
        links=("https://example.org/herbarium",),
        bio=(
            "Drita Bjeshka is a botanist. She keeps the herbarium in the former customs house, fourteen thousand sheets "
            "and one tomato sandwich of historical interest, and spends the months without an R above the tree line."
        ),
    ),
    Person(
        key="asen",
        name="Asen Zdravec",
        kind=Author.Kind.GUEST,
        bio=(
            "Asen Zdravec has been the doctor of four villages for so long that he has met the grandchildren of "
            "people whom he was told would not last the winter. He owns a black bag, a green bicycle and one tie."
        ),
    ),
    Person(
        key="nilufer",
        name="Nilüfer Ihlamurlu",
        kind=Author.Kind.GUEST,
        bio=(
            "Nilüfer Ihlamurlu translates between the languages of the valley and keeps a list of words that refused. "
            "In September she can be found in Asmadere, at the copper kettle, with a spoon."
        ),
    ),
    Person(
        key="golub",
        name="Golub News Agency",
        kind=Author.Kind.AGENCY,
        email="desk@example.com",
        bio="Golub is a news agency with forty pigeons and one desk: short reports and drawings from up and down the valley.",
    ),
)
