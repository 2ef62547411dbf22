/* The live region. A choice is a question to Dash's callback. It goes out at once, and its answer is shown when it comes,
   whether Dash has started or not; Dash is told afterwards, and gets the same answer. Dash and Plotly are fetched and started
   when a reader starts to use the page. */
(function () {
  "use strict";
  var stage = document.querySelector(".stage");
  var region = document.getElementById("still");
  var holder = document.getElementById("live-boot");
  if (!stage || !region || !holder) return;
  var boot = JSON.parse(holder.textContent);
  var send = window.fetch;
  var whenIdle = window.later.whenIdle;
  var drawn = window.later.drawn;
  var hasDash = false;
  var hasPlotly = false;
  var started = false;
  var turn = 0;
  /* The last question with its answer to be, the choice that Dash was told of, and the results that are shown. */
  var asked = null;
  var told = "";
  var shown = "";

  window.charts.use(JSON.parse(document.getElementById("live-figures").textContent));

  /* A choice comes from the form. */
  window.addEventListener("choice", function (event) {
    var choice = event.detail;
    var mine = ++turn;
    boot.question.inputs[0].value = choice;
    asked = {
      choice: JSON.stringify(choice),
      answer: send.call(window, boot.update, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(boot.question),
      }),
    };
    function leave() { if (mine === turn) location.assign(choice.path + (choice.query ? "?" + choice.query : "")); }
    var late = setTimeout(leave, 10000);
    stage.setAttribute("aria-busy", "true");
    asked.answer
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.clone().json();
      })
      .then(function (found) {
        clearTimeout(late);
        if (mine !== turn) return;
        show(found.response.region.answer);
        drawn(tell);
      })
      .catch(leave);
  });

  /* Dash learns of the choice when its answer is on the screen, or when it has started. */
  function tell() {
    if (!hasDash) start();
    if (!hasDash || told === asked.choice) return;
    told = asked.choice;
    window.dash_clientside.set_props("region", { choice: JSON.parse(told) });
  }

  /* The component of Dash's layout says when it is there, and what a callback answered. */
  window.addEventListener("dash-ready", function () {
    hasDash = true;
    settle();
    if (asked) whenIdle(tell);
  });
  window.addEventListener("dash-answer", function (event) {
    if ((!asked || told === asked.choice) && event.detail.html !== shown) show(event.detail);
  });

  /* Put an answer in place: what was open stays open, the focus stays where it was, and the result is read out. */
  function show(answer) {
    var open = Array.prototype.map.call(region.querySelectorAll("details[id][open]"), function (part) { return part.id; });
    var focus = region.contains(document.activeElement) ? document.activeElement.id : "";
    if (hasPlotly) window.charts.leave(region);
    var before = found();
    shown = answer.html;
    region.setAttribute("data-fresh", "");
    region.innerHTML = shown;
    drawn(function () { region.removeAttribute("data-fresh"); });
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

  /* Dash asks for its layout and callbacks first; the page has both. Each is given once. A question that went out already
     is not asked again either; all others go out. */
  function answerFromPage() {
    var carried = { "_dash-layout": boot.layout, "_dash-dependencies": boot.dependencies };
    window.fetch = function (target, options) {
      var path = (typeof target === "string" ? target : target.url).split("?")[0];
      var name = path.split("/").pop();
      if (path === boot.update && isAsked(options)) return asked.answer.then(function (answer) { return answer.clone(); });
      if (!carried[name]) return send.apply(this, arguments);
      var body = JSON.stringify(carried[name]);
      delete carried[name];
      return Promise.resolve(new Response(body, { status: 200, headers: { "Content-Type": "application/json" } }));
    };
  }
  function isAsked(options) {
    var question = JSON.parse(options.body);
    return asked && question.output === boot.question.output && JSON.stringify(question.inputs[0].value) === asked.choice;
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
