from django.urls import path

from comments import feeds
from comments.views import flag, form, own, place, readers
from portal.site.pages import public_page

urlpatterns = [
    path("feed/", public_page(feeds.SiteFeed()), name="comment_feed"),
    path("<int:article_pk>/", form.comment_form, name="comment_form"),
    path("own/<str:signed>/", own.comment_own, name="comment_own"),
    path("flag/<int:pk>/", flag.comment_flag, name="comment_flag"),
    path("<int:article_pk>/<int:comment_pk>/", place.permalink, name="comment_permalink"),
    path("you/", readers.your_comments, name="your_comments"),
    path("you/<uuid:key>/", readers.reader_link, name="reader_link"),
    path("stop/<str:signed>/", readers.stop_replies, name="stop_replies"),
    path("privacy/", readers.privacy, name="comment_privacy"),
]
