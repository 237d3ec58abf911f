// Escape hides the note of a mark until another mark is reached. Showing notes needs no script.
(function () {
  "use strict";
  function text() { return document.querySelector(".text"); }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && text()) { text().classList.add("hide-notes"); }
  });
  ["focusin", "mouseover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (text() && event.target.closest && event.target.closest(".marked")) { text().classList.remove("hide-notes"); }
    });
  });
}());
