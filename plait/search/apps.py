from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "plait.search"
    label = "search"

    def ready(self) -> None:
        from plait.search.index import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="plait.search.index")
