/* Slides one at a time: arrows, Home and End, a swipe, and the whole screen. All of them are in the page, so no connection
   is needed. Without scripts they stand below each other. */
(function () {
  "use strict";
  var root = document.querySelector("[data-present]");
  if (!root) return;
  document.documentElement.setAttribute("data-scripts", "");
  var slides = Array.prototype.slice.call(root.querySelectorAll("[data-slide]"));
  var place = root.querySelector("[data-present-place]");
  var at = 0;

  function isOn() { return root.getAttribute("data-present") === "on"; }
  function show(number, focus) {
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach(function (slide, index) { slide.toggleAttribute("data-current", index === at); });
    place.textContent = place.getAttribute("data-present-place").replace("#", String(at + 1));
    button("previous").setAttribute("aria-disabled", String(at === 0));
    button("next").setAttribute("aria-disabled", String(at === slides.length - 1));
    if (!focus || !isOn()) return;
    var heading = slides[at].querySelector("h1, h2");
    if (heading) heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    root.scrollTop = 0;
  }
  function button(name) { return root.querySelector('[data-present-do="' + name + '"]'); }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(function () {});
  }
  function turn(on) {
    root.setAttribute("data-present", on ? "on" : "off");
    document.documentElement.toggleAttribute("data-presenting", on);
    if (!on && document.fullscreenElement) document.exitFullscreen();
    if (on) show(at, true); else button("start").focus();
  }

  var doing = {
    previous: function () { show(at - 1, true); },
    next: function () { show(at + 1, true); },
    full: full,
    start: function () { turn(true); },
    leave: function () { turn(false); },
  };
  root.addEventListener("click", function (event) {
    var pressed = event.target.closest("[data-present-do]");
    if (pressed) doing[pressed.getAttribute("data-present-do")]();
  });
  document.addEventListener("keydown", function (event) {
    if (!isOn() || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest && event.target.closest("input, textarea, select")) return;
    var onControl = event.target.closest && event.target.closest("a, button, summary");
    var keys = {
      ArrowRight: 1, ArrowDown: 0, PageDown: 1, ArrowLeft: -1, PageUp: -1, " ": onControl ? 0 : 1,
    };
    if (event.key === "Home") show(0, true);
    else if (event.key === "End") show(slides.length - 1, true);
    else if (event.key === "Escape" && button("leave") && !document.fullscreenElement) turn(false);
    else if (keys[event.key]) show(at + keys[event.key], true);
    else return;
    event.preventDefault();
  });
  var from = null;
  root.addEventListener("touchstart", function (event) {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  root.addEventListener("touchend", function (event) {
    if (!from || !isOn()) return;
    var x = event.changedTouches[0].clientX - from.clientX;
    var y = event.changedTouches[0].clientY - from.clientY;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1), true);
  }, { passive: true });
  if (!root.requestFullscreen) button("full").hidden = true;
  document.documentElement.toggleAttribute("data-presenting", isOn());
  show(0, false);
})();
