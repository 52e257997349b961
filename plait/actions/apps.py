from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "plait.actions"
    label = "actions"

    def ready(self) -> None:
        from plait.actions.queries.findable import every_action
        from plait.actions.records import register_kinds
        from plait.search.findable import put_in_search

        register_kinds()
        put_in_search("action", every_action)
