"""Finds a Chromium: the system's own, or the one that Playwright brings."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The first draws no window of its own, and takes a fifth less time over the tests.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
ADVICE = (
    "there is no Chromium: install your system's package (on Debian: apt-get install chromium), "
    "run .venv/bin/playwright install chromium, or set PORTAL_CHROMIUM to the program's path."
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A download that does not begin must not hold up the tests.
PATIENCE = 180


def find() -> str:
    """The path of a Chromium, or nothing."""
    if named := os.environ.get("PORTAL_CHROMIUM"):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else ""


def version(path: str) -> str:
    """What it calls itself, such as "Chromium 140.0"."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=PATIENCE)
    found = re.match(r"\D+ \d+\.\d+", said.stdout)
    return found[0] if found else "Chromium"


def find_or_install() -> str:
    """The same; where there is none, Playwright is asked for its own."""
    if found := find():
        return found
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    except (subprocess.SubprocessError, OSError):
        return ""
    return find()
