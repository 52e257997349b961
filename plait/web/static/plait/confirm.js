// Checking what was read: the document follows the finding, ticks count themselves, lines are chosen by pressing them.
// Everything works without it.

const lines = () => document.querySelector(".pl-doc__lines");

function follow(finding, at_once = false) {
  const line = document.querySelector(finding.dataset.line);
  const pane = lines();
  if (!line || !pane) return;
  pane.querySelectorAll(".pl-line--now").forEach((other) => other.classList.remove("pl-line--now"));
  line.classList.add("pl-line--now");
  // Only where the document scrolls by itself: on a phone the page must not jump.
  if (pane.scrollHeight <= pane.clientHeight) return;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = line.offsetTop - pane.offsetTop - pane.clientHeight / 3;
  pane.scrollTo({ top, behavior: quiet || at_once ? "auto" : "smooth" });
}

for (const name of ["focusin", "click", "mouseover"]) {
  document.addEventListener(name, (event) => {
    const finding = event.target.closest?.(".pl-finding, .pl-question");
    if (finding?.dataset.line && (name !== "mouseover" || !finding.contains(event.relatedTarget))) follow(finding);
  });
}

// The bar says how many are ticked, are not and wait, on this page and on the others: in the server's own words.
const said = (n) => n.toLocaleString("en-GB");
const many = (n, one) => (n === 1 ? `1 ${one}` : `${said(n)} ${one}s`);

function counted(numbers, actions) {
  const waiting = Number(numbers.waiting) + actions.waiting;
  const asked = Number(numbers.asked);
  const unticked = Number(numbers.unticked) + actions.unticked;
  const [register, dropped] = [Number(numbers.register), Number(numbers.dropped)];
  const parts = [
    register && `${said(register)} in the register`,
    actions.ticked && `${said(actions.ticked)} ticked`,
    unticked && `${said(unticked)} not ticked`,
    waiting && (asked ? `${said(waiting)} ${waiting === 1 ? "waits" : "wait"} for ${many(asked, "question")}` : `${said(waiting)} left as written`),
    dropped && `${said(dropped)} dropped`,
  ].filter(Boolean);
  return `${many(Number(numbers.total), "action")}${parts.length ? ": " : ""}${parts.join(", ")}`;
}

function count() {
  const bar = document.querySelector("[data-counts]");
  const button = document.querySelector("[data-confirm]");
  if (!bar || !button) return;
  const actions = { ticked: Number(bar.dataset.ticked), unticked: 0, waiting: 0 };
  let decisions = 0;
  document.querySelectorAll('input[name="finding"]').forEach((box) => {
    if (box.dataset.kind !== "action") decisions += box.checked;
    else actions[box.checked ? "ticked" : "held" in box.dataset ? "waiting" : "unticked"]++;
  });
  bar.textContent = counted(bar.dataset, actions);
  let words = actions.ticked > 1 ? `Confirm the ${said(actions.ticked)} ticked actions` : actions.ticked ? "Confirm the ticked action" : "";
  if (decisions) words = words ? `${words} and ${many(decisions, "decision")}` : `Confirm ${many(decisions, "decision")}`;
  button.textContent = words || button.dataset.none;
  button.disabled = button.hasAttribute("data-no-day") || (!words && !button.hasAttribute("data-first"));
  const leave = document.querySelector("[data-leave]");
  if (leave) leave.hidden = actions.ticked + decisions > 0;
}

// Ticks are kept as they are set, a moment after the last one.
let waiting = 0;
document.addEventListener("change", (event) => {
  if (event.target.matches('input[name="finding"], [data-kept]')) {
    count();
    clearTimeout(waiting);
    waiting = setTimeout(keep, 800);
  }
  const choice = event.target.closest?.(".pl-question__other input");
  if (choice?.value) choosing(choice);
});

async function keep() {
  waiting = 0;
  const form = document.getElementById("confirm");
  if (!form) return;
  const sent = new FormData(form);
  sent.set("do", "keep");
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Ticks": "1" }, redirect: "manual", keepalive: true });
    const saved = document.querySelector(".pl-savebar__saved");
    if (saved && answer.status === 204) saved.textContent = "Saved just now. You can leave and come back.";
  } catch {
    // The line dropped: the ticks stand on the page and go with the button.
  }
}

// Ticks that are not sent yet go before the page does, and before anything else that is pressed.
function hurry() {
  if (!waiting) return null;
  clearTimeout(waiting);
  return keep();
}
addEventListener("pagehide", hurry);
// The button below sends the ticks itself.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "confirm") return;
  clearTimeout(waiting);
  waiting = 0;
});
document.addEventListener("htmx:confirm", (event) => {
  const sent = hurry();
  if (!sent) return;
  event.preventDefault();
  sent.then(() => event.detail.issueRequest(true));
});

// What is half typed or chosen in other questions stands there again after a part of the page was replaced.
let typed = [];
const fields = () => document.querySelectorAll(".pl-question input:not([type=hidden])");
document.addEventListener("htmx:beforeSwap", () => {
  typed = [...fields()]
    .filter((field) => field.id)
    .map((field) => [field.id, field.type === "radio" ? field.checked : field.value, field.type]);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const [id, value, type] of typed) {
    const field = document.getElementById(id);
    if (field && type === "radio") field.checked = value;
    else if (field && value) field.value = value;
  }
  typed = [];
});

// Who types a name means "someone else".
function choosing(field) {
  const radio = field.closest("fieldset")?.querySelector('input[value="other"]');
  if (radio) radio.checked = true;
}
document.addEventListener("input", (event) => {
  if (event.target.matches(".pl-question__other input")) choosing(event.target);
});

// Pressing a line's number fills in where a missed one begins; a second press, where it ends.
document.addEventListener("click", (event) => {
  const line = event.target.closest?.(".pl-doc .pl-line__no")?.parentElement;
  const first = document.getElementById("missed-first");
  const last = document.getElementById("missed-last");
  if (!line || !first || !last) return;
  const number = Number(line.id.replace("line-", ""));
  const begins = Number(first.value);
  if (begins && !last.value && number >= begins) last.value = number;
  else { first.value = number; last.value = ""; }
  const until = Number(last.value || first.value);
  document.querySelectorAll(".pl-line--chosen").forEach((other) => other.classList.remove("pl-line--chosen"));
  for (let n = Number(first.value); n <= until; n++) document.getElementById(`line-${n}`)?.classList.add("pl-line--chosen");
});

// After a part of the page was replaced, attention goes back to where it was, or to the next question.
let here = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  here = event.target.closest?.(".pl-finding, .pl-question")?.id || "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (!here) return;
  const places = [document.getElementById(here), document.querySelector(".pl-question"), document.getElementById("actions")];
  const shown = places.find((place) => place && !place.closest("details:not([open])"));
  shown?.setAttribute("tabindex", "-1");
  shown?.focus({ preventScroll: false });
  here = "";
  count();
});

// Ticks keep themselves here, so their own button is not needed; the document begins where the first question is.
function begin() {
  document.querySelectorAll("[data-keep]").forEach((button) => { button.hidden = true; });
  count();
}
document.addEventListener("htmx:afterSettle", begin);
begin();
const first = document.querySelector(/^#[ADQ]\d+$/.test(location.hash) ? location.hash : ".pl-question[data-line], .pl-finding[data-line]");
if (first?.dataset.line && !location.hash.startsWith("#line-")) follow(first, true);
