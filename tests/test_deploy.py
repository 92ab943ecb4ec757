"""The files of deploy/ name what exists; that nginx and Varnish run is in tests/pagecache."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from portal import serving

UNITS = settings.BASE_DIR / "deploy" / "systemd"
HOME = "/srv/zebalkans"


def unit(name):
    # systemd allows a name twice; these use none so.
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string((UNITS / name).read_text())
    return parser


def test_what_systemd_runs_is_what_runs_on_ones_own_machine():
    run = {path.name: unit(path.name)["Service"]["ExecStart"] for path in UNITS.glob("*.service")}

    own = {" ".join(command[:3]) for command in serving.commands(8000).values()}
    assert len(run) == len(own) == 3
    assert "gunicorn portal.wsgi --config deploy/gunicorn.conf.py" in run["zebalkans-web.service"]
    assert "manage.py db_worker" in run["zebalkans-worker.service"]
    assert "manage.py tick" in run["zebalkans-tick.service"]
    assert {"db_worker", "tick"} <= get_commands().keys()


@pytest.mark.parametrize("path", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_a_service_is_begun_where_the_code_is_and_writes_nowhere_else(path):
    service = unit(path.name)["Service"]

    program, *rest = service["ExecStart"].split()
    assert service["WorkingDirectory"] == HOME
    assert program.startswith(f"{HOME}/.venv/bin/")
    assert service["ReadWritePaths"] == f"{HOME}/var"
    assert service["User"] == "zebalkans"
    named = [each for each in rest if "/" in each and ":" not in each]
    assert all((settings.BASE_DIR / each).exists() for each in named)


def test_a_timer_begins_the_periodic_task_each_minute():
    timer = unit("zebalkans-tick.timer")["Timer"]

    assert timer["OnCalendar"] == "minutely"
    assert (UNITS / "zebalkans-tick.service").exists()


def test_files_and_ports_are_the_same_in_all_of_deploy():
    nginx = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    varnish = (settings.BASE_DIR / "deploy" / "varnish.vcl").read_text()
    web = unit("zebalkans-web.service")["Service"]["ExecStart"]

    assert "--bind 127.0.0.1:8000" in web
    assert "server 127.0.0.1:8000;" in nginx
    assert '.port = "8000";' in varnish
    assert f"{HOME}/var/static/" in nginx
    assert f"{HOME}/var/media/" in nginx


def test_what_is_private_to_the_site_is_private_to_whoever_stands_in_front():
    private = [each.strip("/") for each in settings.PAGE_CACHE["PRIVATE"]]
    asked = "|".join(each for each in private if each not in ("media", "static"))

    for name in ("nginx.conf", "varnish.vcl"):
        text = (settings.BASE_DIR / "deploy" / name).read_text()
        # But for what is nobody's within it: PAGE_CACHE["PUBLIC"].
        assert f"^/({asked})/" in re.sub(r"\(\?![^)]*\)", "", text), name
    assert Path(settings.STATIC_ROOT).name == "static"


def test_gunicorn_writes_no_requests_down():
    text = (settings.BASE_DIR / "deploy" / "gunicorn.conf.py").read_text()

    assert not re.search(r"^(accesslog|access_log_format|logconfig\w*)\b", text, re.MULTILINE)
    assert "--access-logfile" not in "".join(path.read_text() for path in UNITS.glob("*"))
    assert "access-logfile" not in str(serving.commands(8000))
