"""What nginx writes down of colleagues' requests: no words that they look for."""

import pytest

from tests.pagecache.edges import HOST, NGINX, nginx
from tests.pagecache.servers import Browser, free_port
from tests.pagecache.test_edges import Secure

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed"),
]
WORDS = "?q=rada%40example.org"


def test_no_log_says_what_colleagues_look_for(tmp_path):
    desk = "/admin/comments/comment/"
    with nginx(tmp_path / "nginx", site=free_port(), var=tmp_path) as (http, https):
        for reader in (Browser(http), Secure(https)):
            with reader:
                reader.get(f"{desk}{WORDS}")
                reader.get("/story/?page=2", Referer=f"https://{HOST}{desk}{WORDS}")
                reader.get("/", Referer=f"https://elsewhere.example/{WORDS}")

    lines = (tmp_path / "nginx" / "access.log").read_text().splitlines()
    assert len(lines) == 6
    for found, story, front in (lines[:3], lines[3:]):
        assert f'"GET {desk} HTTP/1.1"' in found
        assert '"GET /story/?page=2 HTTP/1.1"' in story
        assert f'"https://{HOST}{desk}"' in story
        # Where readers come from is no secret of ours.
        assert f'"https://elsewhere.example/{WORDS}"' in front
