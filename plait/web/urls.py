from django.conf import settings
from django.urls import URLPattern, path

from plait.web.gallery import gallery

urlpatterns: list[URLPattern] = [path("components", gallery, name="components")] if settings.DEBUG else []
