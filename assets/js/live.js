/* The live region. A choice is answered by the page of its address until Dash is there, and by Dash's callback after that:
   both give the same results, drawn. Dash and Plotly are fetched and started when a reader starts to use the page. */
(function () {
  "use strict";
  var stage = document.querySelector(".stage");
  var region = document.getElementById("still");
  var holder = document.getElementById("live-boot");
  if (!stage || !region || !holder) return;
  var boot = JSON.parse(holder.textContent);
  var hasDash = false;
  var hasPlotly = false;
  var started = false;
  var turn = 0;
  var late = null;

  window.charts.use(JSON.parse(document.getElementById("live-figures").textContent));

  /* A choice comes from the form. */
  window.addEventListener("choice", function (event) {
    turn += 1;
    stage.setAttribute("aria-busy", "true");
    if (hasDash) ask(event.detail); else fetchPage(event.detail, turn);
  });

  function address(choice) { return choice.path + (choice.query ? "?" + choice.query : ""); }

  function ask(choice) {
    clearTimeout(late);
    late = setTimeout(function () { location.assign(address(choice)); }, 10000);
    window.dash_clientside.set_props("region", { choice: choice });
  }

  function fetchPage(choice, mine) {
    fetch(address(choice), { headers: { Accept: "text/html" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        if (mine !== turn) return;
        var fresh = new DOMParser().parseFromString(text, "text/html");
        var chosen = fresh.querySelector("[data-chosen]");
        show({
          html: fresh.getElementById("still").innerHTML,
          figures: JSON.parse(fresh.getElementById("live-figures").textContent),
          title: fresh.title,
          chosen: chosen ? chosen.textContent : "",
        });
        whenIdle(start);
      })
      .catch(function () { if (mine === turn) location.assign(address(choice)); });
  }

  /* The component of Dash's layout says when it is there, and what a callback answered. */
  window.addEventListener("dash-ready", function () {
    hasDash = true;
    settle();
  });
  window.addEventListener("dash-answer", function (event) {
    clearTimeout(late);
    show(event.detail);
  });

  /* Put an answer in place: what was open stays open, the focus stays where it was, and the result is read out. */
  function show(answer) {
    var open = Array.prototype.map.call(region.querySelectorAll("details[id][open]"), function (part) { return part.id; });
    var focus = region.contains(document.activeElement) ? document.activeElement.id : "";
    if (hasPlotly) window.charts.leave(region);
    var before = found();
    region.innerHTML = answer.html;
    open.forEach(function (id) {
      var part = document.getElementById(id);
      if (part) part.open = true;
    });
    if (focus && document.getElementById(focus)) document.getElementById(focus).focus({ preventScroll: true });
    document.title = answer.title;
    document.querySelectorAll("[data-chosen]").forEach(function (part) { part.textContent = answer.chosen; });
    var announce = document.getElementById("announce");
    if (announce && found() !== before) announce.textContent = found();
    stage.removeAttribute("aria-busy");
    window.charts.use(answer.figures);
    if (hasPlotly) window.charts.follow(region);
  }
  function found() {
    var part = document.getElementById("found");
    return part ? part.textContent : "";
  }

  function settle() {
    if (hasDash && hasPlotly) stage.setAttribute("data-state", "live");
  }

  /* Dash asks for its layout and callbacks first; the page has both. Each is given once, later questions go out. */
  function answerFromPage() {
    var send = window.fetch;
    var carried = { "_dash-layout": boot.layout, "_dash-dependencies": boot.dependencies };
    window.fetch = function (target) {
      var name = (typeof target === "string" ? target : target.url).split("?")[0].split("/").pop();
      if (!carried[name]) return send.apply(this, arguments);
      var body = JSON.stringify(carried[name]);
      delete carried[name];
      return Promise.resolve(new Response(body, { status: 200, headers: { "Content-Type": "application/json" } }));
    };
  }

  function load(source, done) {
    var script = document.createElement("script");
    script.src = source;
    script.async = false;
    script.onload = done;
    document.head.appendChild(script);
  }

  function start() {
    if (started) return;
    started = true;
    answerFromPage();
    load(boot.plotly, function () {
      hasPlotly = true;
      window.charts.follow(region);
      settle();
    });
    boot.scripts.forEach(function (source, index) {
      load(source, index < boot.scripts.length - 1 ? null : function () {
        whenIdle(function () { if (window.DashRenderer) window.renderer = new window.DashRenderer(); });
      });
    });
  }

  function whenIdle(task) {
    if (window.requestIdleCallback) requestIdleCallback(task, { timeout: 300 }); else setTimeout(task, 50);
  }

  /* A first sign of use fetches the scripts; a mouse, the keyboard, or a finger on a chart starts them. */
  var signs = ["pointermove", "pointerdown", "touchstart", "keydown", "scroll", "focusin"];
  var fetched = false;
  function wake(event) {
    if (event.pointerType === "mouse" || event.type === "keydown" || event.type === "focusin") {
      signs.forEach(function (name) { window.removeEventListener(name, wake, true); });
      whenIdle(start);
    } else if (!fetched && !started && !(navigator.connection && navigator.connection.saveData)) {
      boot.scripts.concat(boot.plotly).forEach(prefetch);
    }
    fetched = true;
  }
  function prefetch(source) {
    var link = document.createElement("link");
    link.rel = "prefetch";
    link.as = "script";
    link.href = source;
    document.head.appendChild(link);
  }
  signs.forEach(function (name) { window.addEventListener(name, wake, { capture: true, passive: true }); });
  region.addEventListener("pointerdown", function (event) {
    if (event.target.closest(".pic-plot")) whenIdle(start);
  }, { passive: true });
})();
