from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "plait.actions"
    label = "actions"

    def ready(self) -> None:
        from plait.accounts.from_above import restricted_is_reached_by
        from plait.actions.queries.findable import every_action
        from plait.actions.queries.restricted import restricted_answered_for
        from plait.actions.records import register_kinds
        from plait.search.findable import put_in_search

        register_kinds()
        restricted_is_reached_by(restricted_answered_for)
        put_in_search("action", every_action)
