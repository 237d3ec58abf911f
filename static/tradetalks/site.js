// What plain links and forms cannot do around an htmx swap: keep the focus, say that we wait, say that it failed.
// Without this file, or without htmx, every link and form still works.
(function () {
  "use strict";
  var boxes = ["filter-box", "more-filters"];
  var open = [];
  var focused = "";

  function list() { return document.getElementById("timeline"); }
  function trouble(shown) {
    var box = document.getElementById("trouble");
    if (!box) { return; }
    box.querySelector("a").href = location.href;
    box.hidden = !shown;
  }
  // A field left empty says nothing: keep it out of the address.
  document.addEventListener("htmx:configRequest", function (event) {
    var parameters = event.detail.parameters;
    Object.keys(parameters).forEach(function (name) {
      if (parameters[name] === "") { delete parameters[name]; }
    });
  });
  document.addEventListener("htmx:beforeRequest", function () {
    open = boxes.filter(function (id) {
      var box = document.getElementById(id);
      return box && box.open;
    });
    trouble(false);
    if (list()) { list().setAttribute("aria-busy", "true"); }
  });
  document.addEventListener("htmx:afterRequest", function () {
    if (list()) { list().removeAttribute("aria-busy"); }
  });
  document.addEventListener("htmx:beforeSwap", function () {
    focused = document.activeElement ? document.activeElement.id : "";
  });
  document.addEventListener("htmx:afterSwap", function () {
    open.forEach(function (id) {
      var box = document.getElementById(id);
      if (box) { box.open = true; }
    });
    // In a closed box nothing takes the focus htmx gave back: give it again.
    var control = focused && document.getElementById(focused);
    if (control && document.activeElement === document.body) { control.focus({ preventScroll: true }); }
  });
  // htmx gives the focus back to an element with the same id; where that is gone, the list takes it.
  document.addEventListener("htmx:afterSettle", function (event) {
    // Whoever chose a month wants to read it: the form between the months and the list is skipped.
    if (/^mm-/.test(focused) && document.getElementById("results")) {
      document.getElementById("results").focus({ preventScroll: true });
      return;
    }
    if (document.activeElement && document.activeElement !== document.body) { return; }
    var added = event.detail.requestConfig && event.detail.requestConfig.target;
    var page = added && added.id === "more" ? document.querySelectorAll(".month") : [];
    var place = document.getElementById("results");
    if (page.length && event.detail.elt && event.detail.elt.querySelector) {
      place = event.detail.elt.querySelector("h3 a") || place;
    }
    if (place) { place.focus({ preventScroll: place.id === "results" }); }
  });
  // Single keys, which only who wants them switches on (WCAG 2.1.4): j and k through events or sources, / to the search.
  var SHORTCUTS = "keyboard-shortcuts";
  var keys = document.getElementById("keys");
  function remembered() {
    try { return localStorage.getItem(SHORTCUTS) === "on"; } catch (refused) { return false; }
  }
  function go(step) {
    var places = [].slice.call(document.querySelectorAll(".event h3 a, .story a.headline, .story .headline a, .roll a"));
    var here = places.indexOf(document.activeElement);
    var next = places[here < 0 ? 0 : here + step];
    if (next) { next.focus(); }
  }
  function search() {
    var box = document.getElementById("filter-box");
    var field = document.getElementById("f-q") || document.getElementById("find");
    if (box) { box.open = true; }
    if (field) { field.focus(); }
  }
  if (keys) {
    keys.checked = remembered();
    keys.addEventListener("change", function () {
      try { localStorage.setItem(SHORTCUTS, keys.checked ? "on" : "off"); } catch (refused) { return; }
    });
    document.addEventListener("keydown", function (event) {
      var does = { j: function () { go(1); }, k: function () { go(-1); }, "/": search }[event.key];
      var typing = event.target.matches && event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
      if (!does || !keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) { return; }
      event.preventDefault();
      does();
    });
  }
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { trouble(true); });
  });
}());
