"""The WSGI application that gunicorn serves: readers' pages from memory, all else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django_application = get_wsgi_application()

from portal.beacon.wsgi import in_front_of as heard_before  # noqa: E402  # needs the settings
from portal.pagecache.build import in_front_of  # noqa: E402

application = heard_before(in_front_of(django_application))
