from django.urls import path, register_converter

from plait.actions.views import feeding, listing, printing, record, taking, working


class ReferenceConverter:
    """ACT-0042 in an address, in capitals or not."""

    regex = r"[Aa][Cc][Tt]-\d{1,9}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "act")

urlpatterns = [
    path("", listing.register, name="actions"),
    path("actions.csv", taking.export_csv, name="actions_csv"),
    path("actions.xlsx", taking.export_xlsx, name="actions_xlsx"),
    path("actions.json", taking.export_json, name="actions_json"),
    path("print", printing.printed, name="actions_print"),
    path("calendar", feeding.own_calendar, name="own_calendar"),
    path("calendar/<str:secret>.ics", feeding.calendar_feed, name="calendar_feed"),
    path("add", working.add, name="add_action"),
    path("<act:reference>", record.action, name="action"),
    path("<act:reference>/update", working.update, name="update_action"),
    path("<act:reference>/change", working.change, name="change_action"),
    path("<act:reference>/close", working.close, name="close_action"),
    path("<act:reference>/close-not-done", working.close_not_done, name="close_action_not_done"),
    path("<act:reference>/reopen", working.reopen, name="reopen_action"),
    path("<act:reference>/hand-on", working.hand_on, name="hand_on_action"),
    path("<act:reference>/file", working.add_evidence, name="add_evidence"),
    path("<act:reference>/owner/<int:key>", working.settle, name="settle_owner"),
]
