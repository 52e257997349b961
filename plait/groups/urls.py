from django.urls import path

from plait.groups import views

urlpatterns = [path("", views.groups, name="groups")]
