from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AdminConfig):
    """Django's admin under the name of the newspaper; `admin.site` stays the one to register on."""

    default_site = "portal.newsroom.site.NewsroomSite"
