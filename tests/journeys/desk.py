"""What a person does at a desk or with a phone, in the words of the journeys."""

import os
import re
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from plait.jobs.worker import run_once
from plait.workbench.sample.cast import BY_KEY, PASSWORD
from plait.workbench.sample.loading import minutes_to_try

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parents[1] / "docs" / "manual" / "pictures"
AXE = (HERE / "vendor" / "axe.min.js").read_text("utf-8")
DESKTOP, PHONE = (1280, 900), (375, 812)
MOST_PRESSES = 300
_EXPECTED = re.compile(r"status of 4\d\d")  # a page that refuses in words is no fault


class Desk:
    """One browser window, and the faults that its pages reported."""

    def __init__(self, page: Page, scripts: bool) -> None:
        self.page = page
        self.scripts = scripts
        self.faults: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.search(message.text):
            self.faults.append(message.text)

    def sign_in(self, who: str) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label("E-mail address").fill(BY_KEY[who].email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")
        expect(self.page).to_have_title(re.compile("Today"))

    def go(self, path: str) -> None:
        """Open an address of ours; it answers well and is accessible."""
        answered = self.page.goto(path)
        assert answered is not None
        assert answered.status == 200, (path, answered.status)
        self.check_page()

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).first.click()

    def follow(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=name).first.click()

    def see(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def not_see(self, words: str) -> None:
        assert words not in self.page.content()

    def heading(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def check_page(self) -> None:
        """Axe finds nothing, and nothing is wider than the window. Without scripts axe cannot run."""
        if not self.scripts:
            return
        self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")[
            "violations"
        ]
        said = [(each["id"], [node["target"] for node in each["nodes"]][:4]) for each in found]
        assert said == [], (self.page.url, said)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (self.page.url, f"{wide} pixels too wide")

    def picture(self, name: str) -> None:
        """A picture for the manual. It is taken anew only where PLAIT_PICTURES=1."""
        if os.environ.get("PLAIT_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", caret="initial")  # hiding it would break the policy

    def work(self) -> None:
        """The worker does what is in the queue."""
        done = threading.Thread(target=run_once)
        done.start()
        done.join()

    def tab_to(self, words: str, *, back: bool = False, arrows: bool = False) -> None:
        """Press Tab until what has the focus is called `words`: its label, its text or its name for a screen reader.

        `arrows`: among radio buttons only one takes Tab; the others are reached with the arrow keys.
        """
        for _ in range(MOST_PRESSES):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if words in self.page.evaluate(_CALLED):
                return
            if arrows and self.page.evaluate("document.activeElement.type") == "radio":
                for _ in range(8):
                    self.page.keyboard.press("ArrowDown")
                    if words in self.page.evaluate(_CALLED):
                        return
        raise AssertionError(f"“{words}” cannot be reached by keyboard on {self.page.url}")


_CALLED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return "";
  const labels = it.labels ? [...it.labels].map((label) => label.innerText) : [];
  const words = it.matches("a, button, summary") ? it.textContent.replace(/\\s+/g, " ") : "";
  return [it.getAttribute("aria-label") || "", ...labels, words].join(" ");
}"""


def to_try(ending: str) -> Path:
    """The set of minutes with that ending that a newcomer can add."""
    return next(path for path in minutes_to_try() if path.suffix == ending)
