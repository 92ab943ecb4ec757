"""Every address of the site: what belongs to an app is listed there."""

from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.pictures.views import media

# Read first: the addresses of threads have their converters too.
stories = include("articles.urls")

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("comments/", include("comments.urls")),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("media/<path:path>", media, name="media"),
    path("", include("comments.thread_urls")),
    # Last: its first part is the address of a category.
    path("", stories),
]
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
