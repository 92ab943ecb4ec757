"""What is printed at the end: a table for each part, and the headline ratios below."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.table import Table

from bench.results import Results, Row

NOISY = 0.10


def show(results: Results, console: Console) -> None:
    for part, rows in groupby(results.rows, key=lambda row: row.part):
        console.print(_table(part, rows))
    ratios = Table("ratio", "median", "half of the pairs lie in", title="Ratios")
    for name in (each for each in results.flat if f"{each}_low" in results.flat):
        low, high = (results.flat[f"{name}_{end}"] for end in ("low", "high"))
        ratios.add_row(name, f"{results.flat[name]:.3f}", f"{low:.3f} – {high:.3f}")
    console.print(ratios)
    for name, value in results.flat.items():
        if name.startswith(("memory_", "article_cpu_")):
            console.print(f"{name}: {value:.4g}")
    _warn(results, console)


def _table(part: str, rows: Iterable[Row]) -> Table:
    columns = ("req/s", "p50 ms", "p99 ms", "CPU ms", "bytes", "queries", "others' CPU")
    table = Table("page", "way", "encoding", "site", *columns, title=part)
    for row in rows:
        found = row.figures
        table.add_row(
            row.page, row.way, row.encoding, f"{row.stories:,} {row.database}",
            f"{found.per_second:,.1f}", f"{found.p50_ms:.2f}", f"{found.p99_ms:.2f}",
            f"{found.cpu_ms:.3f}", f"{row.bytes:,}", str(row.queries or ""), f"{found.foreign:.0%}",
        )  # fmt: skip
    return table


def _warn(results: Results, console: Console) -> None:
    highest = max((row.figures.foreign for row in results.rows), default=0.0)
    if highest > NOISY:
        console.print(
            f"Others took up to {highest:.0%} of this machine meanwhile: of the figures only"
            " ratios from pairs say something."
        )
    if results.flat["machine"]["client"] == "python":
        console.print(
            "Measured without wrk, by a client in Python that asks at most a few thousand times a"
            " second: fast ways look slower than they are. Debian: apt-get install wrk."
        )
