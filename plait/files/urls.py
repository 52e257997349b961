from django.urls import path

from plait.files import views

urlpatterns = [path("<int:key>", views.download, name="file")]
