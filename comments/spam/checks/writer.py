"""Who wrote it: how often, what became of the others, and whether moderators had enough of them.

A typed address is nobody's proof, and a network is many people: what these say is mild. Who is
trusted has shown who she is; how her others fared was asked when trust was given.
"""

from comments.spam.submission import Facts, Finding, Past, Submission
from comments.text import LINK

# “Thanks!” and “Well said, neighbour” are said by many, to many, without copying.
SHORT = 60
OFTEN_IN_ONE_PLACE, OFTEN_ANYWHERE = 3, 2
AT_ONCE, AT_ONCE_IF_TRUSTED, AT_ONCE_OF_NETWORK = 5, 15, 20
LEAST_REJECTED, REJECTED_SHARE = 2, 0.3
# Behind one address of a mobile network there may be a town.
LEAST_OF_NETWORK, NETWORK_SHARE = 10, 0.8


def repeated(submission: Submission, facts: Facts) -> Finding | None:
    """The same writer again in the same place, or a long text that was sent elsewhere too."""
    is_short = len(submission.text) <= SHORT and not LINK.search(submission.text)
    if facts.same_place >= (OFTEN_IN_ONE_PLACE if is_short else 1):
        return Finding("repeated", 20, str(facts.same_place))
    if is_short or facts.same_words < OFTEN_ANYWHERE:
        return None
    return Finding("repeated", 30, str(facts.same_words))


def often(submission: Submission, facts: Facts) -> Finding | None:
    """More in ten minutes than people have to say; colleagues may answer everybody."""
    enough = AT_ONCE_IF_TRUSTED if facts.is_trusted else AT_ONCE
    if submission.user_id is not None or facts.lately_of_address < enough:
        return None
    return Finding("often", 20, str(facts.lately_of_address))


def busy_network(submission: Submission, facts: Facts) -> Finding | None:
    if facts.is_trusted or facts.lately_of_network < AT_ONCE_OF_NETWORK:
        return None
    return Finding("busy_network", 10, str(facts.lately_of_network))


def rejected_before(submission: Submission, facts: Facts) -> Finding | None:
    """What others of the same address came to in the last 30 days."""
    past = Past() if facts.is_trusted else facts.past_of_address
    return _history("rejected_before", 30, past, LEAST_REJECTED, REJECTED_SHARE)


def network_rejected(submission: Submission, facts: Facts) -> Finding | None:
    past = Past() if facts.is_trusted else facts.past_of_network
    return _history("network_rejected", 10, past, LEAST_OF_NETWORK, NETWORK_SHARE)


def banned(submission: Submission, facts: Facts) -> Finding | None:
    """Moderators banned the address, its domain or the network."""
    if not facts.bans:
        return None
    said = (f"{ban.kind}: {ban.note}" if ban.note else ban.kind for ban in facts.bans)
    return Finding("banned", 100, ", ".join(said))


def _history(code: str, weight: int, past: Past, least: int, share: float) -> Finding | None:
    unwanted = past.rejected + past.spam
    decided = unwanted + past.approved
    if unwanted < least or unwanted < share * decided:
        return None
    return Finding(code, weight, f"{unwanted} / {decided}")
