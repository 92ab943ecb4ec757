"""A MariaDB of the system's package, in a folder of its own, with as much memory as ours gets."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.front import program
from bench.postgresql import BUFFERS_MB
from bench.server import running


@dataclass(frozen=True)
class MariaDB:
    pid: int
    socket: Path

    def execute(self, statements: Iterable[str], *, database: str = "") -> str:
        """Send statements as they come; what they answer."""
        command = [
            program("mariadb") or "mariadb", "--no-defaults", "--batch", "--skip-column-names",
            "--user=root", f"--socket={self.socket}", database,
        ]  # fmt: skip
        with subprocess.Popen(  # noqa: S603  # our own command
            [part for part in command if part],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        ) as client:  # fmt: skip
            assert client.stdin  # noqa: S101  # a pipe
            assert client.stdout  # noqa: S101  # a pipe
            for statement in statements:
                client.stdin.write(f"{statement};\n")
            client.stdin.close()
            said = client.stdout.read()
        if client.returncode:
            raise SystemExit("MariaDB refused what it was told.")
        return said

    def queries(self) -> int:
        """How many it has been asked since it started, this question included."""
        return int(self.execute(["SHOW GLOBAL STATUS LIKE 'Questions'"]).split()[-1])


@contextmanager
def mariadb(folder: Path) -> Iterator[MariaDB]:
    """A server that keeps what it has in this folder."""
    user = ["--user=mysql"] if os.geteuid() == 0 else []
    data = folder / "data"
    if not data.exists():
        command = [
            program("mariadb-install-db") or "mariadb-install-db", "--no-defaults",
            f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db",
        ]  # fmt: skip
        subprocess.run([*command, *user], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    runtime = folder / "run"
    runtime.mkdir(exist_ok=True)
    runtime.chmod(0o777)
    socket = runtime / "mariadb.sock"
    socket.unlink(missing_ok=True)
    command = [
        program("mariadbd") or "mariadbd", "--no-defaults", f"--datadir={data}",
        f"--socket={socket}", f"--pid-file={runtime / 'mariadb.pid'}", "--skip-networking",
        f"--innodb-buffer-pool-size={BUFFERS_MB}M", "--innodb-flush-log-at-trx-commit=0",
    ]  # fmt: skip
    with running([*command, *user], listens=socket, log=folder / "mariadb.log") as pid:
        yield MariaDB(pid, socket)
