"""Writes pictures through the storage that the settings name: a folder, or an object store."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.pictures import names
from portal.pictures.picture import NewPicture, Picture


def store(new: NewPicture) -> Picture:
    intake = new.intake
    name = default_storage.save(names.new_master(intake.extension), ContentFile(intake.master))
    return Picture(
        name=name,
        width=intake.width,
        height=intake.height,
        focal_x=new.focal_x,
        focal_y=new.focal_y,
    )
