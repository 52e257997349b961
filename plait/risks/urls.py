from django.urls import path

from plait.risks import views

urlpatterns = [path("<slug:slug>", views.risks, name="risks")]
