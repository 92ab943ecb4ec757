import mimetypes
import warnings

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from PIL import Image

from portal.pictures.encoding import FORMATS


class PicturesConfig(AppConfig):
    name = "portal.pictures"
    label = "pictures"
    verbose_name = _("Pictures")

    def ready(self) -> None:
        # Pillow only warns of a picture up to twice its limit, and decodes it.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        # Python 3.12 does not know WebP; an object store would serve it as bytes of no type, which
        # browsers do not show.
        for encoding in FORMATS:
            mimetypes.add_type(encoding.type, f".{encoding.extension}")
