"""What processes take of the machine, as Linux tells: time of the processors, and memory."""

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
PARENT, USED = 1, slice(11, 15)


def cpu_seconds(pids: Iterable[int]) -> float:
    """Of these processes and all their descendants, those that have ended too."""
    fields = _all_fields()
    used = (fields[pid][USED] for pid in _family(pids, fields))
    return sum(int(ticks) for four in used for ticks in four) / TICK


def memory_mb(pids: Iterable[int]) -> float:
    """Their proportional set size: what several share is counted once."""
    return sum(_kilobytes(pid) for pid in _family(pids, _all_fields())) / 1024


def busy_seconds() -> float:
    """What all processes of the machine have used since it started, in seconds of one processor."""
    names = ("user", "nice", "system", "idle", "iowait", "irq", "softirq")
    line = (PROC / "stat").read_text().splitlines()[0].split()[1:]
    ticks = dict(zip(names, map(int, line), strict=False))
    return sum(each for name, each in ticks.items() if name not in ("idle", "iowait")) / TICK


def _family(pids: Iterable[int], fields: dict[int, list[str]]) -> set[int]:
    children: dict[int, list[int]] = {}
    for pid, each in fields.items():
        children.setdefault(int(each[PARENT]), []).append(pid)
    found: set[int] = set()
    waiting = [pid for pid in pids if pid in fields]
    while waiting:
        pid = waiting.pop()
        found.add(pid)
        waiting += [child for child in children.get(pid, []) if child not in found]
    return found


def _all_fields() -> dict[int, list[str]]:
    """For each process what stands behind its name, which may itself hold spaces."""
    found = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            found[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
        except (OSError, ProcessLookupError):
            continue
    return found


def _kilobytes(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
