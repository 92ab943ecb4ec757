"""The image library as a test sends a picture to it."""

from tests.pictures import samples

UPLOAD = "admin:articles_image_upload"


def described(**changes):
    return {"alt": "A bank", "credit": "Ana Lens", "picture": samples.upload()} | changes
