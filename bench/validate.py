"""`make validate`: what the Nu checker says of the HTML of every page; fails when it says anything.

https://validator.github.io/validator/
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.demo import demo_site
from bench.node import NU, fetched
from bench.visitor import Visitor, browser


def complaints(folder: Path) -> list[str]:
    """Of the files of a folder, each named with its place."""
    jar = fetched(NU) / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None:
        sys.exit("Java is missing, in which the Nu checker runs (Debian: default-jre-headless).")
    command = [java, "-jar", str(jar), "--format", "json", "--also-check-svg", str(folder)]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr  # noqa: S603  # our own
    return [
        f"{Path(each['url']).stem}, line {each.get('lastLine', 0)}: {each['message']}"
        f" {each.get('extract', '').strip()}"
        for each in json.loads(said)["messages"]
        if each["type"] == "error" or each.get("subType") == "warning"
    ]


def main() -> None:
    with TemporaryDirectory(prefix="nu-") as name, demo_site() as site, browser() as launched:
        visitor, folder = Visitor(launched, site), Path(name)
        # What is pressed or typed changes nothing of what the server says.
        pages = [each for each in site.pages if not (each.pressed or each.typed)]
        for shown in pages:
            path = folder / f"{shown.name.replace(' ', '-')}.html"
            path.write_bytes(visitor.html(shown))
        found = complaints(folder)
    print("\n".join(found) or f"{len(pages)} pages without an error")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
