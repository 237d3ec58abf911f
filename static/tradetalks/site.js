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
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { trouble(true); });
  });
}());
