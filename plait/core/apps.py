from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "plait.core"
    label = "core"
