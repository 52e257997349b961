"""Files that want to be run, shown or believed: kept, and given back as nothing but bytes to save."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from plait.actions.models import Action, Evidence
from plait.files.models import StoredFile
from plait.meetings.models import BatchFile
from tests.attack.conftest import SignIn, Unchanged
from tests.small_partnership import World

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PAGE = b"<html><script>alert(1)</script></html>"
NASTY = [
    ("drawing.svg", SVG),
    ("page.html", PAGE),
    ("page.xhtml", PAGE),
    ("page.pdf", PAGE),
    ("photo.png", SVG),
    ("minutes.docx", PAGE),
    ("run.sh", b"#!/bin/sh\necho"),
    ("run.php", b"<?php ?>"),
    ("run.exe", b"MZ"),
    ("minutes.pdf.exe", b"MZ"),
    ("\u202efdp.exe", b"MZ"),
    (".htaccess", b"Deny from all"),
    ("../../../../etc/cron.d/job", b"* * * * *"),
    ("..\\..\\web.config", b"<configuration/>"),
    ("a\r\nSet-Cookie: seen=1.txt", b"x"),
    ('"; filename="page.html', PAGE),
    ("<img src=x onerror=alert(1)>.txt", b"x"),
    ("n" * 240 + ".html", PAGE),
]
HARMLESS = {"application/octet-stream", "text/plain"}


@pytest.fixture
def act(world: World, make_action) -> Action:  # type: ignore[no-untyped-def]
    found: Action = make_action(world.oversight, world.member, wording="Write the plan")
    return found


def add(client: Client, act: Action, name: str, data: bytes) -> int:
    said = {"words": "What was done", "file": SimpleUploadedFile("x", data)}
    said["file"].name = name  # type: ignore[attr-defined]  # past the uploader's own tidying
    return int(client.post(reverse("add_evidence", args=[act.reference]), said).status_code)


@pytest.mark.parametrize(("name", "data"), NASTY)
def test_nothing_that_was_uploaded_is_ever_shown_inside_our_pages(
    world: World, act: Action, sign_in: SignIn, name: str, data: bytes
) -> None:
    client = sign_in(world.member)
    assert add(client, act, name, data) == 302
    kept = StoredFile.objects.get()
    answer = client.get(reverse("file", args=[kept.pk]))
    assert answer.content == data
    assert answer.headers["Content-Type"] in HARMLESS
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "seen" not in answer.cookies
    assert not set("/\\<>\r\n") & set(kept.name)
    page = client.get(reverse("action", args=[act.reference])).content.decode()
    assert "<img src=x" not in page
    assert "<svg xmlns" not in page


def test_a_name_leads_nowhere_in_the_storage(world: World, act: Action, sign_in: SignIn) -> None:
    add(sign_in(world.member), act, "../../../../tmp/seen", b"x")
    kept = StoredFile.objects.get()
    assert (kept.name, ".." in kept.place) == ("seen", False)


@pytest.mark.parametrize(("name", "data"), [("empty.txt", b""), ("large.txt", b"x" * 101)])
def test_what_is_empty_or_too_large_leaves_nothing(
    world: World, act: Action, sign_in: SignIn, unchanged: Unchanged, settings: Settings, name: str, data: bytes
) -> None:
    settings.UPLOAD_LIMIT = 100
    with unchanged():
        assert add(sign_in(world.member), act, name, data) == 422
    assert not Evidence.objects.exists()


def test_the_scrutineer_and_an_observer_from_outside_add_nothing(
    world: World, act: Action, sign_in: SignIn, unchanged: Unchanged
) -> None:
    for user, status in ((world.scrutineer, 403), (world.reviewer, 404), (world.outsider, 404)):
        with unchanged():
            assert add(sign_in(user), act, "x.txt", b"x") == status


def _zip(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts:
            held.writestr(name, data)
    return out.getvalue()


def test_a_zip_that_climbs_or_swells_is_taken_apart_file_by_file(world: World, sign_in: SignIn) -> None:
    """What climbs out keeps only the last part of its name; what swells is left out with a sentence."""
    minutes = b"Minutes of the meeting held on 3 March 2026\nAction: KO to write by 30 June 2026.\n"
    data = _zip(("../../climbs.txt", minutes), ("swells.txt", b"A" * 60_000_000), ("within.zip", _zip(("x", b"x"))))
    said = {"group": world.oversight.pk, "token": "t", "chosen": SimpleUploadedFile("all.zip", data)}
    client = sign_in(world.business_unit)
    assert client.post(reverse("add_many"), said).status_code == 302
    assert all(".." not in name and "/" not in name for name in StoredFile.objects.values_list("name", flat=True))
    swells = BatchFile.objects.get(name__endswith="swells.txt")
    assert (swells.minutes_import, bool(swells.said)) == (None, True)
