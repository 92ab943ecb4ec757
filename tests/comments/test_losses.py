"""What a reader was told is kept, is kept once, whatever happens to the processes of the site."""

import http.client
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.utils import timezone

from comments.models import Comment
from comments.tokens import Token
from tests.comments.reader import FILLED, address
from tests.factories import ArticleFactory
from tests.pagecache.servers import pids_of, site

READERS, ATTEMPTS = 12, 40
KEPT = 303


class Reader:
    """Sends forms one after another; where the line breaks, the same form again."""

    def __init__(self, port, path):
        self.port, self.path = port, path
        cookies = SimpleCookie(self._ask("GET").headers["Set-Cookie"])
        self.csrf = cookies["csrftoken"].value

    def send(self, token, text):
        """Whether the site said that it has the comment."""
        fields = FILLED | {"text": text, "token": token, "csrfmiddlewaretoken": self.csrf}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={self.csrf}",
        }
        for _attempt in range(ATTEMPTS):
            try:
                if self._ask("POST", urlencode(fields), headers).status == KEPT:
                    return True
            except (OSError, http.client.HTTPException):
                continue
        return False

    def _ask(self, method, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        host = {"Host": f"localhost:{self.port}"}
        try:
            line.request(method, self.path, body=body, headers=host | (headers or {}))
            response = line.getresponse()
            response.read()
            return response
        finally:
            line.close()


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_comment_that_was_acknowledged_is_there_once_though_a_process_is_killed(
    database, tmp_path, count
):
    article = ArticleFactory()
    at = timezone.now() - timedelta(minutes=1)
    tokens = [Token.fresh(article_id=article.pk, at=at) for _number in range(count)]
    acknowledged, enough = [], threading.Semaphore(0)

    with site(tmp_path, SECRET_KEY=settings.SECRET_KEY) as port:
        readers = threading.local()

        def send(token):
            if not hasattr(readers, "mine"):
                readers.mine = Reader(port, address(article))
            if readers.mine.send(token.signed(), f"Comment {token.form_id}"):
                acknowledged.append(token.form_id)
            enough.release()

        with ThreadPoolExecutor(READERS) as pool:
            sending = [pool.submit(send, token) for token in tokens]
            for _each in range(count // 3):
                enough.acquire()
            killed = pids_of(port, tmp_path)[0]
            os.kill(killed, signal.SIGKILL)
            for each in sending:
                each.result()
        assert killed not in pids_of(port, tmp_path)

    kept = [form_id.hex for form_id in Comment.objects.values_list("form_id", flat=True)]
    assert sorted(acknowledged) == sorted(token.form_id for token in tokens)
    assert sorted(kept) == sorted(acknowledged)
    assert len(set(kept)) == count
