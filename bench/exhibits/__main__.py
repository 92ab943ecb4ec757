"""Prints as JSON where everything of the demo is that somebody can see: `python -m bench.exhibits`.

What no demo needs, such as a story that was withdrawn, is made the first time.
"""

import json
import os
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from bench.exhibits import desk, made, readers  # noqa: E402  # models exist after setup()
from portal.demo.people import PASSWORD  # noqa: E402

if __name__ == "__main__":
    made.add()
    pages = [asdict(each) for each in (*readers.pages(), *desk.pages())]
    print(json.dumps({"password": PASSWORD, "pages": pages}))
