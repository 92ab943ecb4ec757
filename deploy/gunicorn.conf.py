"""How gunicorn runs the site; the address to listen on comes from the command line."""

import gc
import multiprocessing
import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "") or min(4, multiprocessing.cpu_count()))
threads = int(os.environ.get("WEB_THREADS", "") or 4)
# The application is loaded once and shared by the workers' memory.
preload_app = True
# A slow reader keeps a thread, not a worker; uploads of pictures over a bad line take their time.
timeout = 60
graceful_timeout = 8
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# No header of whoever asks says which part of the path is ours.
forwarder_headers = ""


def when_ready(_server: object) -> None:
    """What was loaded stays shared: the garbage collector would write into each page of it."""
    gc.collect()
    gc.freeze()
