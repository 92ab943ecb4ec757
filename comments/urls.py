from django.urls import path

from comments.views import flag, form, own

urlpatterns = [
    path("<int:article_pk>/", form.comment_form, name="comment_form"),
    path("own/<str:signed>/", own.comment_own, name="comment_own"),
    path("flag/<int:pk>/", flag.comment_flag, name="comment_flag"),
]
