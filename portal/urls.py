"""Every address of the site: what belongs to an app is listed there."""

from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.pictures.views import media
from portal.views import offline, programs

# Read first: the addresses of threads have their converters too.
stories = include("articles.urls")

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("comments/", include("comments.urls")),
    path("health/", views.health, name="health"),
    path("robots.txt", programs.robots, name="robots"),
    path("ads.txt", programs.ads, name="ads"),
    path("favicon.ico", programs.favicon),
    path(".well-known/security.txt", programs.security, name="security"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("offline/", offline.offline, name="offline"),
    path("media/<path:path>", media, name="media"),
    path("", include("comments.thread_urls")),
    # Last: its first part is the address of a category.
    path("", stories),
]
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
