from django.urls import path

from comments.views import form

urlpatterns = [
    path("<int:article_pk>/", form.comment_form, name="comment_form"),
    path("<int:article_pk>/thanks/", form.comment_thanks, name="comment_thanks"),
]
