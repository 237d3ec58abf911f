// The boxes that search while one types are made by select2, which forgets to say their names to screen readers.
"use strict";
{
  const nameOf = (select) => {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return (select.getAttribute("aria-label") || (label && label.textContent) || select.name).replace(/:\s*$/, "").trim();
  };

  const label = (select) => {
    const box = select.nextElementSibling;
    if (!box || !box.classList.contains("select2")) return;
    const name = nameOf(select);
    const selection = box.querySelector(".select2-selection");
    const chosen = box.querySelector(".select2-selection__rendered");
    selection.id = selection.id || `${select.id}-box`;
    selection.setAttribute("aria-label", name);
    if (chosen.id) {
      chosen.setAttribute("aria-label", chosen.textContent.trim() || name);
      selection.setAttribute("aria-labelledby", `${selection.id} ${chosen.id}`);
    }
    const typed = box.querySelector(".select2-search__field");
    if (typed) typed.setAttribute("aria-label", `Search: ${name}`);
    const clear = box.querySelector("ul > .select2-selection__clear");
    if (clear) {  // a list holds list items only
      const item = document.createElement("li");
      clear.replaceWith(item);
      item.append(clear);
    }
  };

  const labelAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(label);

  // select2 sets its boxes up when the page is ready, so this waits for it; it then keeps the names as choices change.
  window.addEventListener("load", () => {
    labelAll();
    const $ = window.django && window.django.jQuery;
    if (!$) return;
    $(document).on("change", "select.admin-autocomplete", (event) => label(event.target));
    $(document).on("select2:open", (event) => {
      label(event.target);
      const typed = document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field");
      if (typed) typed.setAttribute("aria-label", `Search: ${nameOf(event.target)}`);
    });
    document.addEventListener("formset:added", () => window.setTimeout(labelAll));
  });
}
