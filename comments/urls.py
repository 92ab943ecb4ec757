from django.urls import path

from comments import views

urlpatterns = [
    path("<int:article_pk>/", views.comment_form, name="comment_form"),
    path("<int:article_pk>/thanks/", views.comment_thanks, name="comment_thanks"),
]
