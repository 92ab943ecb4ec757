"""What the environment may say, and what a public site refuses to start without."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "q7Zt0xV3mB9sKc1LrYw5uPf8Gd2HnJe6Aa4TiQoXbNvMzRgUyWk",
    "ALLOWED_HOSTS": "news.example",
    "SITE_URL": "https://news.example",
}
PRINT = (
    "import json, sys; from portal import settings;"
    "print(json.dumps({n: getattr(settings, n) for n in sys.argv[1:]}))"
)


@pytest.fixture
def site(tmp_path):
    """A folder with the settings alone, which no .env of this machine reaches."""
    (tmp_path / "portal").mkdir()
    for path in ("portal/__init__.py", "portal/settings.py", "manage.py"):
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def call(site, environment, *arguments):
    """Run a Python in the site's folder with this environment and no other."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=site,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


def start(site, environment, *names):
    """Load the settings, as every command does first, and print some as JSON."""
    return call(site, environment, "-c", PRINT, *names)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak; it needs 50 random characters."),
        ({"SECRET_KEY": "ab" * 30}, "SECRET_KEY is weak; it needs 50 random characters."),
        (
            {"SECRET_KEY": "django-insecure-" + PUBLIC["SECRET_KEY"]},
            "SECRET_KEY is weak; it needs 50 random characters.",
        ),
        ({"DEBUG": "1"}, "DEBUG must be off."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts, not '*'."),
        ({"SITE_URL": ""}, "SITE_URL is not set."),
        (
            {"SITE_URL": "http://news.example"},
            "SITE_URL must be a full address that begins with https://.",
        ),
        (
            {"SITE_URL": "news.example"},
            "SITE_URL must be a full address that begins with https://.",
        ),
    ],
)
def test_a_public_site_refuses_to_start_in_one_clear_line(site, change, reason):
    started = start(site, PUBLIC | change)

    assert started.returncode == 1
    assert started.stderr == f"PORTAL_ENV=production refuses to start: {reason}\n"


def test_a_word_that_is_no_environment_is_refused(site):
    started = start(site, {"PORTAL_ENV": "prod"})

    assert started.returncode == 1
    assert "it must be 'local' or 'production'." in started.stderr


def test_a_public_site_sends_cookies_and_readers_over_https_only(site):
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]

    started = start(site, PUBLIC, *names)

    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout == (
        '{"DEBUG": false, "SECURE_SSL_REDIRECT": true, "SESSION_COOKIE_SECURE": true,'
        ' "CSRF_COOKIE_SECURE": true}\n'
    )


def test_a_local_site_needs_nothing_and_has_a_secret_of_its_own(site):
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SITE_URL", "SECRET_KEY"]

    first, again = start(site, {}, *names), start(site, {}, *names)

    secret = (site / "var" / "secret_key").read_text()
    assert first.stdout == again.stdout
    assert first.stdout == (
        '{"DEBUG": false, "SECURE_SSL_REDIRECT": false, "SESSION_COOKIE_SECURE": false,'
        f' "SITE_URL": "http://localhost:8000", "SECRET_KEY": "{secret}"}}\n'
    )
    assert len(secret) >= 50
    assert (site / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_another_folder_has_another_secret(site):
    secrets = {start(site, {"PORTAL_VAR": name}, "SECRET_KEY").stdout for name in ("here", "there")}

    assert len(secrets) == 2


def test_the_environment_wins_over_the_file(site):
    (site / ".env").write_text("LANGUAGE_CODE=sr\nTIME_ZONE=Europe/Skopje\n")

    started = start(site, {"TIME_ZONE": "Europe/Sofia"}, "LANGUAGE_CODE", "TIME_ZONE")

    assert started.stdout == '{"LANGUAGE_CODE": "sr", "TIME_ZONE": "Europe/Sofia"}\n'


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "eighty"), ("DEBUG", "perhaps"), ("TIME_ZONE", "Mars/Olympus")]
)
def test_a_value_that_cannot_be_read_is_told_in_one_line(site, name, value):
    told = call(site, {name: value}, "manage.py", "check")

    assert told.returncode == 1
    assert told.stderr.startswith("The environment does not fit: ")
    assert told.stderr.count("\n") == 1
    assert name in told.stderr


def test_the_example_explains_every_variable_and_no_other():
    code = "".join(
        (ROOT / path).read_text() for path in ("portal/settings.py", "deploy/gunicorn.conf.py")
    )
    read = set(re.findall(r"(?:env\.\w+|environ\.get)\(\s*\"([A-Z_]+)\"", code))

    explained = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(read)
