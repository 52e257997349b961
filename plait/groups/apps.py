from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "plait.groups"
    label = "groups"

    def ready(self) -> None:
        from plait.groups.queries.findable import every_terms
        from plait.groups.records import register_kinds
        from plait.search.findable import put_in_search

        register_kinds()
        put_in_search("terms", every_terms)
