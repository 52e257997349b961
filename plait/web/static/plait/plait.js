// What makes pages quicker. Everything works without it.

// An error summary is read out and can be acted on at once.
const summary = document.querySelector('[data-module="pl-error-summary"]');
if (summary) summary.focus();

// A form that was sent once is not sent twice by a double click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Going back shows the form as it was, ready to be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

// A menu closes on Escape and when attention goes elsewhere.
document.querySelectorAll("details[data-closes]").forEach((menu) => {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
});

// A file can be dropped on its field.
document.querySelectorAll(".pl-drop").forEach((area) => {
  const field = area.querySelector('input[type="file"]');
  for (const name of ["dragover", "dragleave", "drop"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.toggle("pl-drop--over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  }
});

// On a phone the filters of a list start folded.
if (matchMedia("(max-width: 39.99rem)").matches) {
  document.querySelectorAll("details.pl-filter-fold").forEach((fold) => { fold.open = false; });
}

// What floats at the foot hides nothing: the page knows how high the bar is, also after it was put in anew.
const bars = new ResizeObserver((seen) => {
  const bar = seen.map((each) => each.target).find((each) => each.isConnected);
  if (bar) document.documentElement.style.setProperty("--pl-bar", `${Math.ceil(bar.getBoundingClientRect().height)}px`);
});
function watch() {
  bars.disconnect();
  document.querySelectorAll(".pl-savebar").forEach((bar) => bars.observe(bar));
}
document.addEventListener("htmx:afterSettle", watch);
watch();
