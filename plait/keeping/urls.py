from django.urls import path

from plait.keeping.views import disposing, histories, keeping, removing

urlpatterns = [
    path("history/<slug:kind>/<int:key>", histories.history_of, name="history_of"),
    path("history/by/person/<int:key>", histories.history_by, name="history_by"),
    path("keeping", keeping.keeping, name="keeping"),
    path("keeping/periods", keeping.set_period, name="set_period"),
    path("keeping/keep/<slug:kind>/<int:key>", keeping.keep_record, name="keep_record"),
    path("keeping/dispose", disposing.dispose_records, name="dispose_records"),
    path("keeping/words", removing.remove_words, name="remove_words"),
    path("keeping/hold/<slug:kind>/<int:key>", keeping.hold_record, name="hold_record"),
    path("keeping/hold/<slug:kind>/<int:key>/lift", keeping.lift_hold, name="lift_hold"),
]
