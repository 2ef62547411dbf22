/* The live region: hands Dash what the page already carries, lets the live charts take the place of the drawn ones when
   they are there, and turns a change in the form into a choice. If Dash does not come, the form still works as a form. */
(function () {
  "use strict";
  var stage = document.querySelector(".stage");
  var form = document.querySelector("[data-choose]");
  var root = document.getElementById("react-entry-point");
  if (!stage || !root) return;

  /* Below this width a chart has its narrow form; the style sheet uses the same number. */
  var narrow = window.matchMedia("(max-width: 57.49em)");

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.live = {
    pick: function (forms) {
      if (!forms) return window.dash_clientside.no_update;
      return narrow.matches ? forms.narrow : forms.wide;
    },
  };

  /* Dash asks for its layout and callbacks first; the page has both. Each is given once, later questions go out. */
  var ask = window.fetch;
  var carried = { "_dash-layout": "live-layout", "_dash-dependencies": "live-dependencies" };
  window.fetch = function (target, options) {
    var address = typeof target === "string" ? target : target.url;
    var name = address.split("?")[0].split("/").pop();
    var holder = carried[name] && document.getElementById(carried[name]);
    if (!holder) return ask.apply(this, arguments);
    delete carried[name];
    return Promise.resolve(
      new Response(holder.textContent, { status: 200, headers: { "Content-Type": "application/json" } })
    );
  };

  var isLive = false;
  var waiting = null;

  function charts() { return root.querySelectorAll(".js-plotly-plot"); }
  function drawn() {
    var boxes = root.querySelectorAll(".pic-plot").length;
    var ready = Array.prototype.filter.call(charts(), function (chart) {
      return chart.querySelector(".main-svg .plot, .main-svg .infolayer");
    });
    return root.querySelector("#results > *") && ready.length >= boxes;
  }

  /* Take over what a reader did meanwhile: what is open stays open, and the focus stays where it was. */
  function takeOver() {
    var still = document.getElementById("still");
    var active = document.activeElement;
    var path = still.contains(active) ? place(active, still) : null;
    still.querySelectorAll("details[id]").forEach(function (part) {
      var twin = root.querySelector("#" + CSS.escape(part.id));
      if (twin) twin.open = part.open;
    });
    stage.setAttribute("data-state", "live");
    still.remove();
    isLive = true;
    if (path) {
      var target = root.querySelectorAll(path.tag)[path.index];
      if (target) target.focus({ preventScroll: true });
    }
    watch();
    if (waiting) choose(waiting);
  }
  function place(element, within) {
    var alike = Array.prototype.slice.call(within.querySelectorAll(element.tagName));
    return { tag: element.tagName, index: alike.indexOf(element) };
  }

  var tries = 0;
  (function wait() {
    if (drawn()) return requestAnimationFrame(takeOver);
    if (++tries < 1200) setTimeout(wait, 25);
  })();

  /* After a change: what was open stays open, and the result is read out. */
  function watch() {
    var open = {};
    root.addEventListener("toggle", function (event) {
      if (event.target.id) open[event.target.id] = event.target.open;
    }, true);
    var said = text();
    new MutationObserver(function () {
      Object.keys(open).forEach(function (id) {
        var part = document.getElementById(id);
        if (part && open[id] && !part.open) part.open = true;
      });
      if (text() === said) return;
      said = text();
      var announce = document.getElementById("announce");
      if (announce) announce.textContent = said;
      stage.removeAttribute("aria-busy");
    }).observe(root, { subtree: true, childList: true, characterData: true });
  }
  function text() {
    var found = root.querySelector("#found");
    return found ? found.textContent : "";
  }

  narrow.addEventListener("change", function () {
    if (isLive) window.dash_clientside.set_props("viewport", { data: narrow.matches ? "narrow" : "wide" });
  });

  function choose(choice) {
    if (!isLive) { waiting = choice; return; }
    waiting = null;
    stage.setAttribute("aria-busy", "true");
    window.dash_clientside.set_props("choice", { data: choice });
  }

  if (form) {
    /* An outcome belongs to a theme: choosing one moves the other along. */
    form.addEventListener("change", function (event) {
      var theme = form.elements.theme;
      var indicator = form.elements.indicator;
      var option = indicator.selectedOptions[0];
      var group = option && option.parentNode.getAttribute("data-group");
      if (event.target === theme && group && group !== theme.value) indicator.value = "";
      if (event.target === indicator && group) theme.value = group;
      apply();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      apply();
    });
    form.querySelectorAll("[data-reset]").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        form.elements.theme.selectedIndex = 0;
        form.elements.indicator.selectedIndex = 0;
        form.querySelectorAll("input[type=checkbox]").forEach(function (box) { box.checked = false; });
        form.querySelectorAll("input[type=hidden]").forEach(function (field) { field.remove(); });
        apply();
      });
    });
    document.addEventListener("click", function (event) {
      form.querySelectorAll("details.pick[open]").forEach(function (pick) {
        if (!pick.contains(event.target)) pick.open = false;
      });
    });
    form.addEventListener("keydown", function (event) {
      var pick = event.target.closest("details.pick[open]");
      if (event.key !== "Escape" || !pick) return;
      pick.open = false;
      pick.querySelector("summary").focus();
    });
    form.querySelectorAll("[data-summary]").forEach(function (part) {
      var pick = part.closest("details");
      if (!pick.querySelector("input:checked")) part.setAttribute("data-all", part.textContent);
    });
  }

  function query() {
    var values = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      var first = form.elements[name].options;
      if (!value || (name === "theme" && first[0].value === value)) return;
      if (name === "theme" && form.elements.indicator.value) return;
      values.append(name, value);
    });
    return values.toString();
  }

  function summaries() {
    form.querySelectorAll("[data-summary]").forEach(function (part) {
      var pick = part.closest("details");
      var labels = Array.prototype.map.call(pick.querySelectorAll("input:checked"), function (box) {
        return box.parentNode.textContent;
      });
      part.textContent = labels.length ? labels.join(", ") : part.getAttribute("data-all") || part.textContent;
    });
  }

  function apply() {
    var text = query();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : ""));
    summaries();
    window.dispatchEvent(new Event("choice"));
    choose({ path: location.pathname, query: text });
  }

  /* Browsers may restore the controls of an earlier visit; the address leads. */
  window.addEventListener("pageshow", function () { if (form) form.reset(); });

  if (window.DashRenderer) {
    window.renderer = new window.DashRenderer();
  } else if (form) {
    /* Dash did not come: a change asks for the page of that choice. */
    choose = function (choice) { location.assign(choice.path + (choice.query ? "?" + choice.query : "")); };
  }
})();
