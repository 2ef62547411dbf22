/* The toolbar of a chart (dashboard/web/components/card.py), and the copy of its picture. */
(function () {
  "use strict";
  /* One tab stop: the arrows move through the tools. */
  function toolsOf(bar) {
    return Array.prototype.filter.call(bar.querySelectorAll("a, button"), function (tool) { return tool.getClientRects().length; });
  }
  function prepare() {
    document.querySelectorAll("[data-full]").forEach(function (button) {
      if (!button.requestFullscreen) button.hidden = true;
    });
    document.querySelectorAll("[data-tools]").forEach(function (bar) {
      bar.querySelectorAll("a, button").forEach(function (tool) { tool.tabIndex = -1; });
      var first = bar.querySelector("a, button:not([hidden])");
      if (first) first.tabIndex = 0;
    });
  }
  prepare();
  window.addEventListener("results", function () { requestAnimationFrame(prepare); });
  document.addEventListener("keydown", function (event) {
    var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    var bar = step && event.target.closest && event.target.closest("[data-tools]");
    if (!bar) return;
    var all = toolsOf(bar);
    event.preventDefault();
    event.target.tabIndex = -1;
    var next = all[(all.indexOf(event.target) + step + all.length) % all.length];
    next.tabIndex = 0;
    next.focus();
  });

  /* Zoom in time: buttons, so that a finger on a chart still scrolls the page. */
  var MIN_YEARS = 2;
  var zoomed = new WeakMap();
  function zoom(button, how, tries) {
    var bar = button.closest("[data-tools]");
    var graph = bar.closest("[data-card]").querySelector(".pic-plot[data-live] .js-plotly-plot");
    if (!graph) {
      if (tries) setTimeout(function () { zoom(button, how, tries - 1); }, 100);
      return;
    }
    var range = graph.layout.xaxis.range.slice();
    var known = zoomed.get(graph);
    /* Another range than the last one is that of another figure. */
    if (!known || String(known.range) !== String(range)) known = { whole: range };
    var whole = known.whole;
    var span = range[1] - range[0];
    if (how === "closer" || how === "wider") {
      var change = how === "closer" ? Math.max(MIN_YEARS, span / 1.6) - span : span * 0.6;
      range = [range[0] - change / 2, range[1] + change / 2];
    }
    if (how === "earlier" || how === "later") range = range.map(function (end) { return end + (how === "later" ? 1 : -1) * span / 2; });
    span = Math.min(range[1] - range[0], whole[1] - whole[0]);
    var start = Math.min(Math.max(range[0], whole[0]), whole[1] - span);
    range = how === "whole" ? whole : [start, start + span];
    zoomed.set(graph, { whole: whole, range: range });
    var update = {};
    Object.keys(graph.layout).forEach(function (name) { if (/^xaxis/.test(name)) update[name + ".range"] = range.slice(); });
    /* The name of a panel stands at its left edge, and stays there. */
    graph.layout.annotations.forEach(function (note, index) {
      if (/^x/.test(note.xref) && note.x === graph.layout.xaxis.range[0]) update["annotations[" + index + "].x"] = range[0];
    });
    var isWhole = String(range) === String(whole);
    var reset = bar.querySelector('[data-zoom="whole"]');
    var said = bar.querySelector("[data-period]");
    var shown = [Math.ceil(range[0]), Math.floor(range[1])];
    said.textContent = isWhole ? "" : said.getAttribute("data-period").replace("#", shown[0]).replace("#", shown[1]);
    if (isWhole && document.activeElement === reset) bar.querySelector('[data-zoom="closer"]').focus();
    reset.hidden = isWhole;
    window.marks.close();
    window.Plotly.relayout(graph, update);
  }

  function full(card) {
    if (document.fullscreenElement) document.exitFullscreen();
    else card.requestFullscreen().catch(function () {});
  }
  document.addEventListener("fullscreenchange", function () {
    window.marks.close();
    document.querySelectorAll("[data-full]").forEach(function (button) {
      var isFull = button.closest("[data-card]") === document.fullscreenElement;
      button.textContent = button.getAttribute(isFull ? "data-full" : "data-not-full");
    });
  });

  /* The picture is the PNG that can be downloaded, with its question, limits and sources. */
  function copy(button) {
    var said = button.parentNode.querySelector("[data-said]");
    function say(name) { said.textContent = button.getAttribute(name); }
    if (!window.ClipboardItem || !navigator.clipboard || !navigator.clipboard.write) return say("data-failed");
    say("data-busy");
    var picture = fetch(button.getAttribute("data-copy-image")).then(function (response) {
      return response.ok ? response.blob() : Promise.reject(new Error(response.status));
    });
    navigator.clipboard.write([new window.ClipboardItem({ "image/png": picture })]).then(
      function () { say("data-done"); }, function () { say("data-failed"); });
    return undefined;
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-zoom], [data-full], [data-copy-image]");
    if (!button) return;
    if (button.hasAttribute("data-zoom")) zoom(button, button.getAttribute("data-zoom"), 50);
    else if (button.hasAttribute("data-full")) full(button.closest("[data-card]"));
    else copy(button);
  });
})();
