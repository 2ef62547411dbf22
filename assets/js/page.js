/* What a page does more when there are scripts. Without them every link and form still works. */
(function () {
  "use strict";
  var page = document.documentElement;
  page.setAttribute("data-scripts", "");

  /* For the other scripts too: when there is time, and when the next frame is on the screen and there is time. */
  function whenIdle(task) {
    if (window.requestIdleCallback) requestIdleCallback(task, { timeout: 300 }); else setTimeout(task, 50);
  }
  function drawn(task) {
    requestAnimationFrame(function () { setTimeout(function () { whenIdle(task); }); });
  }
  window.later = { whenIdle: whenIdle, drawn: drawn };

  /* What is below the window is laid out part by part when what is in the window is on the screen (ground.css). Who comes
     back to a place, or follows a link into the page, has all of it at once: only then is the place where it was. */
  var parts = [];
  function settle() {
    page.removeAttribute("data-waits");
  }
  function layOut() {
    var part = parts.shift();
    if (!part) return settle();
    part.setAttribute("data-laid", "");
    drawn(layOut);
  }
  var came = window.performance && performance.getEntriesByType("navigation")[0];
  if (location.hash || !came || came.type !== "navigate") {
    settle();
  } else {
    parts = Array.prototype.slice.call(document.querySelectorAll(".part, .band, .card, .foot"));
    drawn(layOut);
    document.addEventListener("click", function (event) {
      if (event.target.closest('a[href^="#"]')) settle();
    }, true);
  }

  /* A link to a fold, or to something in one, opens it: browsers do so for what is in a fold, not for the fold itself. */
  function unfoldTarget() {
    var part = location.hash && document.getElementById(location.hash.slice(1));
    for (part = part && part.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }
  unfoldTarget();
  window.addEventListener("hashchange", unfoldTarget);
  document.addEventListener("click", function (event) {
    if (event.target.closest('a[href*="#"]')) setTimeout(unfoldTarget);
  });

  /* Cells of the map open in place: the page for the cell's address is fetched, and its map takes the place of this one. */
  var region = document.getElementById("evidence");
  var asked = 0;

  function open(address, focus) {
    var turn = ++asked;
    return fetch(address, { headers: { Accept: "text/html" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        if (turn !== asked) return;
        /* A template is not drawn, so the style sheet in that page is left alone. */
        var fresh = document.createElement("template");
        fresh.innerHTML = text;
        var from = fresh.content.getElementById("map");
        var to = document.getElementById("map");
        if (!from || !to) throw new Error("no map");
        to.replaceWith(document.adoptNode(from));
        history.replaceState(null, "", address);
        keepQuery();
        var cell = focus && document.querySelector('[data-cell="' + CSS.escape(focus) + '"]');
        if (cell) cell.focus({ preventScroll: true });
      })
      .catch(function () {
        location.assign(address);
      });
  }

  if (region) {
    region.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-cell], [data-panel] .top a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      var url = new URL(link.href);
      open(url.pathname + url.search, link.getAttribute("data-cell") || url.hash.replace("#cell-", ""));
    });
    region.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      var close = document.querySelector("[data-panel] .top a");
      if (close) close.click();
    });
  }

  /* A menu that is open closes with Escape, and with a click outside it. */
  document.addEventListener("keydown", function (event) {
    /* On a phone one menu is in the other: the inner one closes first. */
    var open = event.key === "Escape" && Array.from(document.querySelectorAll(".nav details[open]:focus-within")).pop();
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".nav details[open]").forEach(function (open) {
      if (!open.contains(event.target)) open.open = false;
    });
  });

  /* The switch to the other language keeps what was chosen since the page came. */
  function keepQuery() {
    document.querySelectorAll("a.lang").forEach(function (link) {
      var url = new URL(link.href);
      url.search = location.search;
      link.href = url.pathname + url.search;
    });
  }
  window.addEventListener("choice", function () { setTimeout(keepQuery); });

  /* Pass a page on to an app: only where the browser can, on a device that is touched. */
  if (navigator.share && window.matchMedia("(pointer: coarse)").matches) {
    document.querySelectorAll("[data-share-item]").forEach(function (item) { item.hidden = false; });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-share]");
    if (!button) return;
    var address = new URL(button.getAttribute("data-share"), location.href).href;
    navigator.share({ title: document.title, url: address }).catch(function () {});
  });

  /* Copy the link of a chart, or a citation. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy], [data-copy-text]");
    if (!button) return;
    var said = button.parentNode.querySelector("[data-said]");
    var words = button.getAttribute("data-copy-text");
    /* Texts hold addresses without the name of the site, which only the browser knows for sure. */
    var link = button.getAttribute("data-copy-link");
    if (words && link) words = words.split(link).join(new URL(link, location.href).href);
    var address = words || new URL(button.getAttribute("data-copy"), location.href).href;
    function say(text) {
      if (!said) return;
      said.textContent = text;
      setTimeout(function () { said.textContent = ""; }, 6000);
    }
    function byHand() {
      var field = document.createElement("textarea");
      field.value = address;
      field.className = "vh";
      document.body.appendChild(field);
      field.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { done = false; }
      field.remove();
      button.focus();
      say(button.getAttribute(done ? "data-done" : "data-failed"));
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(address).then(function () { say(button.getAttribute("data-done")); }, byHand);
    } else {
      byHand();
    }
  });

  /* A page that is printed shows what was folded, and every sheet says what it is, of which data and of which day. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("main details:not([open]):not(.pick):not(.filter):not(.off-paper)"));
    folded.forEach(function (part) { part.open = true; });
    stamp();
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (part) { part.open = false; });
    folded = [];
  });
  function stamp() {
    var address = document.querySelector("[data-paper-address]");
    var day = document.querySelector("[data-paper-day]");
    var version = document.querySelector("[data-paper-version]");
    if (!address || !day) return;
    address.textContent = location.href.split("#")[0];
    var locale = page.lang === "en" ? "en-GB" : page.lang;
    var today = new Date().toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
    day.textContent = day.getAttribute("data-paper-day").replace("#", today);
    var line = [document.title, version && version.textContent, day.textContent].filter(Boolean).join(" \u00b7 ");
    page.style.setProperty("--paper-line", JSON.stringify(line));
  }
})();
