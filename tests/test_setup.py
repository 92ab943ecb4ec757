"""Setting up on a machine that nobody prepared: which Python is found, and what is told."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def fake_python(path, version, *, has_venv=True):
    """A program that answers as find-python's question does for a Python of this version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    major, minor = version.split(".")
    path.write_text(
        "#!/bin/sh\n"
        f'case "$2" in ""|{version}) ;; *) exit 1 ;; esac\n'
        f"[ {major} -gt 3 ] || [ {minor} -ge 12 ] || exit 1\n"
        f"exit {0 if has_venv else 3}\n"
    )
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path):
    """A bare machine: a PATH with nothing but the system's tools, none of which is a Python."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "ls", "sort", "cat"):
        found = next(
            Path(folder) / name for folder in ("/bin", "/usr/bin") if (Path(folder) / name).exists()
        )
        (tools / name).symlink_to(found)
    return tmp_path


def find(machine, *arguments, path=(), **environment):
    folders = [*(str(machine / folder) for folder in path), str(machine / "tools")]
    return subprocess.run(
        ["/bin/sh", str(ROOT / "deploy" / "find-python"), *arguments],
        env={"PATH": os.pathsep.join(folders), "HOME": str(machine / "home")} | environment,
        capture_output=True,
        text=True,
    )


def test_the_preferred_version_on_the_path_is_taken(machine):
    fake_python(machine / "bin" / "python3.12", "3.12")
    wanted = fake_python(machine / "bin" / "python3.13", "3.13")

    found = find(machine, path=["bin"])

    assert found.stdout == f"{wanted}\n"


def test_a_python_in_pyenv_is_found_though_its_default_is_older(machine):
    fake_python(machine / "home" / ".pyenv" / "shims" / "python3", "3.11")
    wanted = fake_python(machine / "home/.pyenv/versions/3.12.1/bin/python3", "3.12")
    fake_python(machine / "home/.pyenv/versions/3.11.7/bin/python3", "3.11")

    found = find(machine, path=["home/.pyenv/shims"])

    assert found.stdout == f"{wanted}\n"


def test_pyenv_is_found_by_its_shims_when_home_is_elsewhere(machine):
    fake_python(machine / "elsewhere/.pyenv/shims/python3.13", "3.11")
    wanted = fake_python(machine / "elsewhere/.pyenv/versions/3.13.0/bin/python3", "3.13")

    found = find(machine, path=["elsewhere/.pyenv/shims"])

    assert found.stdout == f"{wanted}\n"


def test_uv_is_asked_where_there_is_nothing_else(machine):
    wanted = fake_python(machine / "uv-pythons" / "python3.13", "3.13")
    uv = machine / "tools" / "uv"
    uv.write_text(f'#!/bin/sh\n[ "$2" = find ] && echo {wanted}\n')
    uv.chmod(0o755)

    assert find(machine).stdout == f"{wanted}\n"


def test_another_version_than_asked_for_is_not_taken(machine):
    fake_python(machine / "bin" / "python3.13", "3.13")

    found = find(machine, "3.12", path=["bin"])

    assert (found.stdout, found.returncode) == ("", 1)
    assert found.stderr == "Python 3.12 was not found on PATH, in pyenv or by uv.\n"


def test_a_machine_without_a_python_is_told_so_in_one_line(machine):
    fake_python(machine / "bin" / "python3", "3.11")

    found = find(machine, path=["bin"])

    assert (found.stdout, found.returncode) == ("", 1)
    assert found.stderr.startswith("Python 3.12 or newer is needed")
    assert found.stderr.count("\n") == 1


def test_a_python_that_cannot_make_environments_is_named(machine):
    half = fake_python(machine / "bin" / "python3.12", "3.12", has_venv=False)

    found = find(machine, path=["bin"])

    assert found.returncode == 1
    assert found.stderr == (
        f"{half} cannot make virtual environments: install its venv package"
        " (on Debian and Ubuntu: python3-venv).\n"
    )
