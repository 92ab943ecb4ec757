"""Programs from npm, kept in `var/bench/node`."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.demo import FOLDER

# What is asked for; a program of another version is fetched anew.
LIGHTHOUSE, NU = "lighthouse@12.8.2", "vnu-jar@26.9.27"


def fetched(package: str) -> Path:
    """The folder of a package, which npm brings when it is not there."""
    if not shutil.which("npm"):
        sys.exit(f"npm is missing, which brings {package}: install Node.js.")
    folder = FOLDER / "node" / package.replace("@", "-")
    target = folder / "node_modules" / package.partition("@")[0]
    if not target.exists():
        command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), package]
        subprocess.run(command, check=True)  # noqa: S603  # names are written above
    return target
