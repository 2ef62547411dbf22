/* The card of a mark: what it stands for, beside it, and announced. Before Plotly is there it works on the server's SVG;
   live.js calls the same functions with what Dash says of a graph. The words are in the page: the details of each chart in its
   box, the card itself in a template. */
window.marks = (function () {
  "use strict";
  var template = document.getElementById("mark-card");
  var FIELDS = ["id", "place", "group", "value", "comparison", "difference", "people", "fairness", "source"];
  var card = null;
  /* Where the keyboard is, the chart and the mark of the card, and whether it stays open when the pointer leaves. */
  var at = { plot: null, index: -1 };
  var shown = null;
  var pinned = false;

  function boxOf(key) { return document.querySelector('[data-plot="' + CSS.escape(key) + '"]'); }
  function detailsOf(plot) {
    var holder = plot.querySelector("[data-details]");
    if (!plot.details) plot.details = holder ? JSON.parse(holder.textContent) : [];
    return plot.details;
  }
  function rowOf(plot, id) {
    var part = plot.closest("[data-card]");
    return part && part.querySelector('.data [data-mark="' + CSS.escape(id) + '"]');
  }
  /* The marks that are drawn, of the form that is shown. */
  function drawn(plot, id) {
    var live = plot.querySelector("[data-slot] .js-plotly-plot");
    /* On the whole screen the server's SVG is shown, which grows along. */
    if (plot.hasAttribute("data-live") && live && !document.fullscreenElement) {
      var found = [];
      live.calcdata.forEach(function (points, trace) {
        var marks = live.querySelectorAll(".scatterlayer .trace" + CSS.escape(points[0].trace.uid) + " .point");
        points.forEach(function (point, index) {
          if (point.data && point.data[0] === id && marks[index] && marks[index].getClientRects().length) found.push(marks[index]);
        });
      });
      if (found.length) return found;
    }
    return Array.prototype.filter.call(plot.querySelectorAll('.pic-still [data-mark="' + CSS.escape(id) + '"]'), function (mark) {
      return mark.getClientRects().length;
    });
  }
  function around(plot, id) {
    var first = drawn(plot, id)[0];
    return (first || plot).getBoundingClientRect();
  }

  function fill(details) {
    FIELDS.forEach(function (name, index) {
      var field = card.querySelector('[data-field="' + name + '"]');
      if (!field) return;
      field.textContent = details[index];
      var line = field.closest("[data-line]");
      if (line) line.hidden = !details[index];
    });
    var link = card.querySelector("[data-source]");
    if (details[9]) link.href = details[9];
    link.hidden = !details[9];
  }
  function place(box) {
    var wide = document.documentElement.clientWidth;
    var right = box.right + 12;
    var left = right + card.offsetWidth < wide - 8 ? right : Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8));
    var below = left === right ? box.top - 12 : box.bottom + 12;
    var top = Math.max(8, Math.min(below, window.innerHeight - card.offsetHeight - 8));
    var full = document.fullscreenElement;
    card.style.left = left + (full ? full.scrollLeft : window.scrollX) + "px";
    card.style.top = top + (full ? full.scrollTop : window.scrollY) + "px";
  }

  function present(key, id, box) {
    var plot = boxOf(key);
    var details = plot && detailsOf(plot).find(function (mark) { return mark[0] === id; });
    if (!details || !template) return null;
    if (!card) {
      card = template.content.firstElementChild.cloneNode(true);
      card.querySelector("[data-close]").addEventListener("click", close);
    }
    shown = { plot: plot, id: id };
    var holder = document.fullscreenElement || document.body;
    if (card.parentNode !== holder) holder.appendChild(card);
    fill(details);
    card.hidden = false;
    place(box);
    say(details);
    return plot;
  }
  function say(details) {
    var region = document.getElementById("mark-said");
    var text = details.slice(1, 9).filter(Boolean).join(". ");
    if (region.textContent !== text) region.textContent = text;
  }
  /* A pointer rests on a mark. */
  function show(key, id, box) {
    if (pinned) return;
    if (present(key, id, box)) card.removeAttribute("data-pinned");
  }
  /* A click, a tap or Enter: the card stays, and the row of the mark is opened and highlighted. */
  function open(key, id, box) {
    var plot = present(key, id, box);
    if (!plot) return;
    pinned = true;
    card.setAttribute("data-pinned", "");
    highlight(plot, id, true);
  }
  function highlight(plot, id, isTable) {
    clear();
    var row = rowOf(plot, id);
    if (row) {
      row.setAttribute("data-chosen-mark", "");
      if (isTable && row.closest("details")) row.closest("details").open = true;
    }
    drawn(plot, id).forEach(function (mark) { mark.classList.add("chosen-mark"); });
  }
  function clear() {
    document.querySelectorAll("[data-chosen-mark]").forEach(function (row) { row.removeAttribute("data-chosen-mark"); });
    document.querySelectorAll(".chosen-mark").forEach(function (mark) { mark.classList.remove("chosen-mark"); });
  }
  function leave(how) {
    if (how === "show" && !pinned && card) card.hidden = true;
    return undefined;
  }
  function close() {
    if (!card || card.hidden) return false;
    var inside = card.contains(document.activeElement);
    card.hidden = true;
    pinned = false;
    clear();
    if (inside && shown.plot.isConnected) shown.plot.focus({ preventScroll: true });
    return true;
  }

  /* The server's SVG. */
  function markOf(event) { return event.target.closest ? event.target.closest(".pic-still [data-mark]") : null; }
  function call(action, mark) {
    action(mark.closest("[data-plot]").getAttribute("data-plot"), mark.getAttribute("data-mark"), mark.getBoundingClientRect());
  }
  document.addEventListener("pointerover", function (event) {
    var mark = markOf(event);
    if (mark && event.pointerType === "mouse") call(show, mark);
  });
  document.addEventListener("pointerout", function (event) {
    if (markOf(event)) leave("show");
  });
  document.addEventListener("click", function (event) {
    var mark = markOf(event);
    if (mark) return call(open, mark);
    if (pinned && !event.target.closest("#mark-card-shown, .pic-plot")) close();
    var row = event.target.closest("[data-card] .data [data-mark]");
    if (row && !event.target.closest("a, button")) find(row);
    return undefined;
  });
  /* From a row of the table to its mark. */
  function find(row) {
    var plot = row.closest("[data-card]").querySelector("[data-plot]");
    plot.scrollIntoView({ block: "nearest" });
    open(plot.getAttribute("data-plot"), row.getAttribute("data-mark"), around(plot, row.getAttribute("data-mark")));
  }

  /* One tab stop for each chart, and the arrows through its marks. */
  function prepare() {
    document.querySelectorAll(".pic-plot:not([tabindex])").forEach(function (plot) {
      if (!template || !detailsOf(plot).length) return;
      plot.tabIndex = 0;
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-roledescription", template.getAttribute("data-role"));
      plot.setAttribute("aria-label", plot.querySelector("title").textContent + " " + template.getAttribute("data-help"));
      plot.setAttribute("aria-describedby", plot.querySelector("desc").id);
    });
  }
  prepare();
  var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && close()) return;
    var plot = event.target.closest && event.target.closest(".pic-plot[tabindex]");
    var all = plot ? detailsOf(plot) : [];
    var step = steps[event.key];
    if (!all.length || !(step || event.key === "Enter" || event.key === "Home" || event.key === "End")) return;
    event.preventDefault();
    if (at.plot !== plot) at = { plot: plot, index: step < 0 ? 0 : -1 };
    if (step) at.index = (at.index + step + all.length) % all.length;
    if (event.key === "Home" || at.index < 0) at.index = 0;
    if (event.key === "End") at.index = all.length - 1;
    var id = all[at.index][0];
    pinned = false;
    clear();
    (event.key === "Enter" ? open : show)(plot.getAttribute("data-plot"), id, around(plot, id));
    if (event.key !== "Enter") drawn(plot, id).forEach(function (mark) { mark.classList.add("chosen-mark"); });
    else card.querySelector("[data-close]").focus({ preventScroll: true });
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.matches && event.target.matches(".pic-plot") && !pinned) leave("show");
  });
  /* Results that a choice brings. */
  window.addEventListener("results", function () {
    close();
    at = { plot: null, index: -1 };
    requestAnimationFrame(prepare);
  });

  return { show: show, open: open, leave: leave, close: close };
})();
