// The review queue by keyboard. Every key presses a button or follows a link that is there without this file.
"use strict";
{
  const STORE = "queue-keys";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const open = () => all(".proposal[data-open]");
  const here = () => document.activeElement && document.activeElement.closest(".proposal");
  const isOn = () => window.localStorage.getItem(STORE) !== "off";

  const setUp = () => {
    const keys = document.querySelector(".queue-keys");
    const box = document.getElementById("keys-on");
    if (!keys || !box) return;
    keys.hidden = false;
    box.checked = isOn();
  };

  const help = () => {
    const dialog = document.getElementById("queue-help");
    if (dialog && !dialog.open) dialog.showModal();
  };

  const go = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  // From a decided row, too, one goes on from where one is.
  const step = (by) => {
    const rows = all(".proposal");
    const from = rows.indexOf(here());
    const next = from < 0 ? (by > 0 ? 0 : rows.length - 1) : from + by;
    for (let at = next; at >= 0 && at < rows.length; at += by) {
      if (rows[at].hasAttribute("data-open")) return go(rows[at]);
    }
    const link = by > 0 && document.getElementById("queue-next");
    if (link) link.focus();
    return undefined;
  };

  const press = (selector) => {
    const row = here() || open()[0];
    const button = row && row.querySelector(selector);
    if (button) button.click();
  };

  const undo = () => {
    const row = here();
    const own = row && row.querySelector(".undo");
    const last = lastDecided && document.getElementById(lastDecided);
    const button = own || (last && last.querySelector(".undo")) || document.querySelector(".queue-last button");
    if (button) button.click();
  };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press('button[value="accept"]'),
    r: () => press('button[value="refuse"]'),
    e: () => press(".proposal-edit"),
    x: () => press('input[name="proposal"]'),
    u: undo,
    n: () => { const link = document.getElementById("queue-next"); if (link) link.click(); },
    "?": help,
  };
  let lastDecided = "";
  let waiting = false;

  const isTyping = (target) => target.closest("textarea, select, [contenteditable], dialog")
    || (target.localName === "input" && target.type !== "checkbox");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key] || !isOn()) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    // a second press must not decide a row that is being decided
    if (!waiting) KEYS[event.key]();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#keys-help")) help();
    const cancel = event.target.closest(".cancel-edit");
    const more = cancel && cancel.closest(".proposal-more");
    if (more) {
      event.preventDefault();
      const row = more.closest(".proposal");
      more.replaceChildren();
      go(row);
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") window.localStorage.setItem(STORE, event.target.checked ? "on" : "off");
  });

  document.addEventListener("htmx:beforeRequest", () => { waiting = true; });
  document.addEventListener("htmx:afterRequest", () => { waiting = false; });

  // Where a row was decided the next one takes the focus; where a form opened, its first field.
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (!target || !target.id) return;
    if (target.id === "queue") {
      setUp();
      go(open()[0] || document.querySelector(".queue-total"));
      return;
    }
    if (target.id.startsWith("m-") || target.classList.contains("proposal-form")) {
      const form = document.getElementById(target.id) || document;
      const field = form.querySelector('input[type="search"], input:not([type="hidden"]), select');
      if (field) field.focus();
      return;
    }
    const row = document.getElementById(target.id);
    if (!row) return;
    if (row.hasAttribute("data-open")) { go(row); return; }
    lastDecided = row.id;
    const rows = all(".proposal");
    const behind = rows.slice(rows.indexOf(row) + 1).find((one) => one.hasAttribute("data-open"));
    const next = behind || document.getElementById("queue-next") || open()[0] || row;
    go(next);
  });

  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((name) => {
    document.addEventListener(name, () => {
      waiting = false;
      const said = document.getElementById("queue-said");
      if (said) said.textContent = said.dataset.trouble || "";
    });
  });

  setUp();
  if (here() === null && open()[0] && document.activeElement === document.body) go(open()[0]);
}
