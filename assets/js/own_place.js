/* The municipality that a reader asks to remember is stored in this browser, and nowhere else. */
(function () {
  "use strict";
  var part = document.querySelector("[data-own-place]");
  if (!part) return;
  var name = "own-place";
  var here = JSON.parse(part.getAttribute("data-own-place"));
  var link = part.querySelector("a");
  var remember = part.querySelector("[data-remember]");
  var forget = part.querySelector("[data-forget]");
  function read() {
    try { return JSON.parse(localStorage.getItem(name)) || {}; } catch (error) { return {}; }
  }
  function show() {
    var place = read();
    var known = link ? /^[a-z0-9-]+$/.test(place.id || "") : place.id === here.id;
    forget.hidden = !known;
    if (remember) remember.hidden = known;
    if (!link) return;
    part.hidden = !known;
    link.href = here.path + place.id;
    link.querySelector("b").textContent = place.name;
  }
  function change(act, next) {
    return function () {
      /* Without storage nothing is remembered, and the button stays as it is. */
      try { act(); } catch (error) { return; }
      show();
      next.focus();
    };
  }
  if (remember) {
    remember.addEventListener("click", change(function () { localStorage.setItem(name, JSON.stringify(here)); }, forget));
  }
  forget.addEventListener("click", change(
    function () { localStorage.removeItem(name); }, remember || document.querySelector("[name=q]")
  ));
  show();
})();
