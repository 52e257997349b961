from django.urls import path

from plait.workbench.views import files, finding, groups, operations, people, standing, today

urlpatterns = [
    path("", today.today, name="today"),
    path("search", finding.search, name="search"),
    path("groups/<slug:slug>", groups.group, name="group"),
    path("groups/<slug:slug>/end", groups.end_group, name="end_group"),
    path("people/", people.people, name="people"),
    path("people/<int:key>", people.person, name="person"),
    path("operations", operations.operations, name="operations"),
    path("files/<int:key>", files.download, name="file"),
    path("health", standing.health, name="health"),
    path("ready", standing.ready, name="ready"),
    path("help", standing.help_page, name="help"),
    path("accessibility", standing.accessibility, name="accessibility"),
    path("who-can-see-what", standing.who_can_see, name="who_can_see"),
]
