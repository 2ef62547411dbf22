/* Live charts. Dash and Plotly are loaded when a reader first touches a filter or a chart. A choice then goes into a store of
   Dash (dashboard/web/callbacks.py), and the functions below show what its callbacks return. */
(function () {
  "use strict";
  var stage = document.querySelector(".stage");
  var holder = document.getElementById("dash-start");
  if (!stage || !holder) return;
  var start = JSON.parse(holder.textContent);
  var region = document.getElementById("results-html");
  var offline = document.getElementById("offline");
  /* Below this width a chart has its narrow form; the style sheet uses the same number. */
  var narrow = window.matchMedia("(max-width: 57.49em)");
  var widthName = function () { return narrow.matches ? "narrow" : "wide"; };
  var noUpdate = function () { return window.dash_clientside.no_update; };
  var here = function () { return { path: location.pathname, query: location.search.slice(1) }; };
  var same = function (one, other) { return JSON.stringify(one) === JSON.stringify(other); };

  /* Scripts run in the order of Dash's own page; its data are fetched at the same time. */
  var state = "waiting";
  function load() {
    if (state !== "waiting") return;
    state = "loading";
    start.data.forEach(preload);
    start.scripts.forEach(function (source, index) {
      var script = document.createElement("script");
      script.src = source;
      script.async = false;
      script.onerror = failed;
      if (index === start.scripts.length - 1) script.onload = function () { if (state === "loading") new window.DashRenderer(); };
      document.head.appendChild(script);
    });
  }
  function preload(address) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.href = address;
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    document.head.appendChild(link);
  }
  /* Without a connection the next touch tries again; without Dash a choice is an ordinary request for a page. */
  function failed() {
    if (state !== "loading") return;
    state = navigator.onLine ? "failed" : "waiting";
    if (wanted && state === "failed") late();
  }
  ["pointerover", "pointerdown", "touchstart", "focusin"].forEach(function (sign) {
    document.addEventListener(sign, function (event) {
      if (event.target.closest && event.target.closest("[data-filter], .pic-plot, [data-tools]")) load();
    }, { passive: true });
  });

  /* A choice: the address as it is now. `wanted` is the one without results yet, `sent` is what Dash has, and `shown` is one
     whose results came from its page. */
  var wanted = null;
  var shown = null;
  var sent = here();
  var timer = 0;
  function leave() { location.reload(); }
  /* Results of another data version than that of the page are not shown in it: the whole page is requested again. */
  function isOther(version) { return version !== stage.getAttribute("data-version"); }
  function choose() {
    wanted = here();
    stage.setAttribute("aria-busy", "true");
    send();
  }
  function send() {
    clearTimeout(timer);
    if (!navigator.onLine) return say(true);
    if (state === "failed") return late();
    if (state !== "live") fromPage(wanted);
    else {
      if (same(sent, wanted)) { sent = null; wanted.again = Date.now(); }
      sent = Object.assign({}, wanted);
      window.dash_clientside.set_props("choice", { data: sent });
    }
    timer = setTimeout(late, 8000);
  }
  /* The first choice is often made before Dash is there. Its results are those of the page at the new address, which a phone
     shows seconds before it has run the scripts. */
  function fromPage(choice) {
    fetch(location.href).then(function (response) {
      return response.ok ? response.text() : Promise.reject(new Error(response.status));
    }).then(function (text) {
      if (wanted !== choice) return;
      var page = new DOMParser().parseFromString(text, "text/html");
      if (isOther(page.querySelector(".stage").getAttribute("data-version"))) return leave();
      var chosen = page.querySelector("[data-chosen]");
      shown = choice;
      answered({ html: page.getElementById("results-html").innerHTML, title: page.title, chosen: chosen ? chosen.textContent : "" });
      window.later.drawn(load);
    }).catch(late);
  }
  /* No answer: without a connection the page stays and tries again; otherwise the page of the choice is requested. */
  function late() {
    if (!wanted) return;
    fetch("/healthz", { method: "HEAD", cache: "no-store" }).then(leave, function () {
      say(true);
      timer = setTimeout(send, 4000);
    });
  }
  function say(isOffline) {
    offline.textContent = isOffline ? offline.getAttribute("data-text") : "";
  }
  window.addEventListener("online", function () { if (wanted) send(); });
  window.addEventListener("choice", choose);

  /* The callbacks. */
  function show(results, ids) {
    if (!results || results.html === undefined || isOther(results.version)) return noUpdate();
    /* The same results, now with figures: what a reader has opened in them stays. */
    if (shown && same(shown, sent)) answered(); else answered(results);
    shown = null;
    var keys = ids.map(function (id) { return id.name; });
    return same(keys, Object.keys(results.figures)) ? noUpdate() : results.graphs;
  }

  function answered(results) {
    clearTimeout(timer);
    wanted = null;
    say(false);
    if (results) put(results);
    stage.removeAttribute("aria-busy");
  }

  /* Results take the place of those before. What was open stays open, the focus stays, and boxes with a graph are moved along. */
  function put(results) {
    var open = Array.prototype.map.call(region.querySelectorAll("details[id][open]"), function (part) { return part.id; });
    var focus = region.contains(document.activeElement) ? document.activeElement.id : "";
    var count = function () { return (document.getElementById("found") || region).textContent; };
    var before = count();
    var slots = {};
    region.querySelectorAll("[data-slot]").forEach(function (slot) { slots[slot.getAttribute("data-slot")] = slot; });
    window.dispatchEvent(new Event("results"));
    region.setAttribute("data-fresh", "");
    region.innerHTML = results.html;
    region.querySelectorAll("[data-slot]").forEach(function (slot) {
      var old = slots[slot.getAttribute("data-slot")];
      /* The SVG of the server is shown until Plotly has drawn the new figure. */
      if (old) slot.replaceWith(old);
    });
    window.later.drawn(function () { region.removeAttribute("data-fresh"); });
    open.forEach(function (id) {
      var part = document.getElementById(id);
      if (part) part.open = true;
    });
    if (focus && document.getElementById(focus)) document.getElementById(focus).focus({ preventScroll: true });
    document.title = results.title;
    document.querySelectorAll("[data-chosen]").forEach(function (part) { part.textContent = results.chosen; });
    if (count() !== before) document.getElementById("announce").textContent = count();
  }

  /* At the start, after a choice, and when the window gets another form. */
  function draw(results, width, ids) {
    return ids.map(function (id) {
      var forms = !isOther(results.version) && results.figures[id.name];
      return forms ? forms[widthName()] : noUpdate();
    });
  }
  function ready(results) {
    if (isOther(results.version)) return leave();
    if (state !== "loading") return;
    state = "live";
    stage.setAttribute("data-state", "live");
    setTimeout(function () {
      var known = window.dash_component_api.getLayout("choice").props.data;
      sent = { path: known.path, query: known.query };
      if (wanted) send(); else if (!same(sent, here())) choose();
    });
  }
  narrow.addEventListener("change", function () {
    if (state === "live") window.dash_clientside.set_props("width", { data: widthName() });
  });

  /* `points` of one graph, as Dash gives them: which mark of which chart, and where it is. */
  function pointed(how) {
    return function () {
      var triggered = window.dash_clientside.callback_context.triggered[0];
      var point = triggered && triggered.value && triggered.value.points[0];
      if (!point || !point.customdata) return window.marks.leave(how);
      var id = triggered.prop_id.slice(0, triggered.prop_id.lastIndexOf("."));
      var edge = document.getElementById(id).getBoundingClientRect();
      var box = { left: edge.left + point.bbox.x0, right: edge.left + point.bbox.x1, top: edge.top + point.bbox.y0, bottom: edge.top + point.bbox.y1 };
      window.marks[how](JSON.parse(id).name, point.customdata[0], box);
    };
  }
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    live: { ready: ready, show: show, draw: draw, hoverData: pointed("show"), clickData: pointed("open") },
  });
})();
