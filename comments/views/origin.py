"""Who sends something, as far as that is known: a colleague, a reader with a proof, a network."""

from dataclasses import dataclass

from django.http import HttpRequest

from accounts.models import User
from comments import networks, readers
from comments.models import Reader
from comments.views import cookies
from portal import clients


@dataclass(frozen=True, kw_only=True)
class Origin:
    """`networks` as comments.networks names them, with the newest key first."""

    networks: tuple[str, ...] = ()
    user: User | None = None
    reader: Reader | None = None

    def proven(self, email: str) -> Reader | None:
        """The reader of this browser, if the typed address is that reader's."""
        return readers.proven(self.reader, email=email)

    @property
    def flagger(self) -> str:
        """By what a flag is known to be of the same reader as another."""
        if self.reader:
            return f"reader:{self.reader.pk}"
        return self._by_network[0]

    @property
    def flaggers(self) -> tuple[str, ...]:
        """By what else: whoever has a proof may have flagged without it, or under an older key."""
        return self._by_network

    @property
    def _by_network(self) -> tuple[str, ...]:
        return tuple(f"network:{each}" for each in self.networks or ("",))


def of(request: HttpRequest) -> Origin:
    return Origin(
        networks=networks.hashes(clients.address(request)),
        user=colleague(request),
        reader=cookies.reader_of(request),
    )


def colleague(request: HttpRequest) -> User | None:
    """Who is logged in to the newsroom, if anybody is."""
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.is_staff else None
