/* The newest data version that a reader saw on this page is stored in this browser, and nowhere else. */
(function () {
  "use strict";
  var note = document.querySelector("[data-new-since]");
  var versions = Array.prototype.slice.call(document.querySelectorAll("[data-version]"));
  var name = "seen-version";
  var seen;
  try {
    seen = localStorage.getItem(name);
    localStorage.setItem(name, versions[0].getAttribute("data-version"));
  } catch (error) { return; }
  var later = versions.filter(function (one) { return seen && one.getAttribute("data-version") > seen; });
  if (!later.length) return;
  note.querySelector("span").textContent = later.map(function (one) { return one.querySelector("h3").textContent; }).join(", ");
  note.hidden = false;
})();
