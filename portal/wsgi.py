"""The WSGI application that gunicorn serves: readers' pages from memory, all else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django_application = get_wsgi_application()

from portal.pagecache.build import in_front_of  # noqa: E402  # needs the settings that are set now

application = in_front_of(django_application)
