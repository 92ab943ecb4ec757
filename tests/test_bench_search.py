"""What the benchmark of the search writes down."""

import json

from bench import search


def test_what_was_found_of_labelled_queries_is_kept_beside_the_times(monkeypatch, tmp_path, capsys):
    kinds = {kind: {"p95_ms": 1.0} for kind in search.TARGETS}
    monkeypatch.setattr(search, "ROOT", tmp_path)
    monkeypatch.setattr(search, "FOLDER", tmp_path)
    monkeypatch.setattr(search, "run", lambda *_all: {"sqlite": {"kinds": kinds}})
    monkeypatch.setattr(search, "lines", lambda *_all: iter(['{"recall10_en": 0.9}']))
    monkeypatch.setattr("sys.argv", ["bench.search", "--quick"])

    search.main()

    assert json.loads((tmp_path / "search-quick.json").read_text())["recall10_en"] == 0.9
    assert "recall10_en: 0.9" in capsys.readouterr().out
