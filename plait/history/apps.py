from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HistoryConfig(AppConfig):
    name = "plait.history"
    label = "history"

    def ready(self) -> None:
        from plait.history.triggers import install_after_migrate

        # SQLite alters a table by rebuilding it, which silently drops triggers: they are laid again each time.
        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="plait.history.triggers")
