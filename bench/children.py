"""Parts of a benchmark in processes of their own, which say how far they are in lines."""

import subprocess
import sys
from collections.abc import Iterator, Mapping

from bench.server import ROOT


def lines(arguments: list[str], environment: Mapping[str, str]) -> Iterator[str]:
    """What a module says, line by line as it does; ends the run if that breaks off."""
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(  # noqa: S603  # our own
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        yield from (line.strip() for line in process.stdout or ())
    if process.returncode:
        sys.exit("It broke off; what it said stands above.")
