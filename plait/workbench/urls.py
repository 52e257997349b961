from django.urls import path

from plait.workbench.views import files, finding, groups, keeping, operations, people, seats, standing, today

urlpatterns = [
    path("", today.today, name="today"),
    path("search", finding.search, name="search"),
    path("groups/<slug:slug>", groups.group, name="group"),
    path("groups/<slug:slug>/end", groups.end_group, name="end_group"),
    path("groups/<slug:slug>/terms/draft/agree", seats.agree_terms, name="agree_terms"),
    path("groups/seats/<int:key>/day-one", seats.day_one, name="day_one"),
    path("people/", people.people, name="people"),
    path("people/add", keeping.add_person, name="add_person"),
    path("people/<int:key>", people.person, name="person"),
    path("people/<int:key>/change", keeping.change_person, name="change_person"),
    path("people/<int:key>/posts/add", keeping.add_post, name="add_post"),
    path("people/<int:key>/leaves", keeping.person_leaves, name="person_leaves"),
    path("people/<int:key>/merge", keeping.merge_people, name="merge_people"),
    path("people/posts/<int:key>/end", keeping.end_post, name="end_post"),
    path("people/agencies", keeping.agencies, name="agencies"),
    path("people/agencies/add", keeping.add_agency, name="add_agency"),
    path("people/agencies/<slug:slug>/change", keeping.change_agency, name="change_agency"),
    path("operations", operations.operations, name="operations"),
    path("files/<int:key>", files.download, name="file"),
    path("health", standing.health, name="health"),
    path("ready", standing.ready, name="ready"),
    path("help", standing.help_page, name="help"),
    path("accessibility", standing.accessibility, name="accessibility"),
    path("who-can-see-what", standing.who_can_see, name="who_can_see"),
]
