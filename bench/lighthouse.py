"""`make lighthouse`: what Lighthouse says of three pages on a phone; the median of five runs.

Writes `bench/results/lighthouse.json`: the four scores of a hundred, and what the performance
score is made of. https://developer.chrome.com/docs/lighthouse/
"""

import json
import os
import statistics
import subprocess
import sys
import urllib.request
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.demo import demo_site
from bench.node import LIGHTHOUSE, fetched
from bench.server import ROOT
from tests.browser import chromium

PAGES = {"front": "front", "category": "section", "article": "article"}
RUNS = 5
# It misses the beginning of a page now and then, and asks to be run again.
ATTEMPTS = 3
SCORES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "fcp_ms": "first-contentful-paint",
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}


def examine(url: str) -> dict[str, Any]:
    """One run, with the settings of a phone that Lighthouse has by itself."""
    flags = " ".join(["--headless=new", *chromium.FLAGS])
    command = [
        "node", str(fetched(LIGHTHOUSE) / "cli" / "index.js"), url, "--quiet", "--output=json",
        f"--chrome-flags={flags}", "--only-categories=" + ",".join(SCORES),
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": chromium.find()}
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(command, check=False, env=environment, stdout=subprocess.PIPE)  # noqa: S603  # our own
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    sys.exit(f"Lighthouse could not examine {url}; what it says of that stands above.")


def warm(url: str) -> None:
    """What a process does once, such as reading its templates, is no reader's wait."""
    for _time in range(10):
        urllib.request.urlopen(url).close()  # noqa: S310  # our own server


def figures(report: dict[str, Any]) -> dict[str, float]:
    scores = {name: round(100 * report["categories"][name]["score"]) for name in SCORES}
    audits = report["audits"]
    return scores | {key: round(audits[name]["numericValue"], 3) for key, name in FIGURES.items()}


def failed(report: dict[str, Any]) -> list[str]:
    return [
        f"{audit['id']}: {audit['title']}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def main() -> None:
    if not chromium.find():
        sys.exit(f"Lighthouse needs a browser: {chromium.ADVICE}")
    console, found = Console(), {}
    table = Table("page", *SCORES, *FIGURES)
    with demo_site(works=True) as site:
        paths = {shown.name: shown.path for shown in site.pages}
        for name, page in PAGES.items():
            with console.status(f"Examining {name} …"):
                warm(site.url + paths[page])
                reports = [examine(site.url + paths[page]) for _run in range(RUNS)]
            runs = [figures(report) for report in reports]
            found[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            table.add_row(name, *(f"{value:g}" for value in found[name].values()))
            for line in dict.fromkeys(line for report in reports for line in failed(report)):
                console.print(f"{name}: {line}")
    results = ROOT / "bench" / "results" / "lighthouse.json"
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(found, indent=2) + "\n")
    console.print(table)
    console.print(f"Written to {results.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
