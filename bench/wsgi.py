"""The site as it is served to readers, with the addresses of `bench.urls`."""

import logging

from django.conf import settings

from portal.wsgi import application

__all__ = ["application"]
settings.ROOT_URLCONF = "bench.urls"
# The fault that is asked for is no news.
logging.getLogger("django.request").setLevel(logging.CRITICAL)
