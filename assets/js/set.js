/* The meeting set: it lives in the address and in this browser. Nothing of it is sent but what a reader puts in a file. */
(function () {
  "use strict";
  var NAME = "meeting-set";
  var MOST = 40;

  function read() {
    var kept = {};
    try { kept = JSON.parse(localStorage.getItem(NAME)) || {}; } catch (error) { kept = {}; }
    return {
      items: Array.isArray(kept.items) ? kept.items.filter(function (item) { return typeof item === "string"; }) : [],
      notes: kept.notes && typeof kept.notes === "object" ? kept.notes : {},
      title: typeof kept.title === "string" ? kept.title : "",
    };
  }
  function keep(set) {
    try { localStorage.setItem(NAME, JSON.stringify(set)); } catch (error) { return false; }
    count();
    return true;
  }
  function address(path, items) {
    return path + (items.length ? "?" + items.map(function (item) {
      return "item=" + encodeURIComponent(item).replace(/%2A/g, "*");
    }).join("&") : "");
  }

  /* How many, in the frame of every page; not there while there are none. */
  function count() {
    var set = read();
    document.querySelectorAll("[data-set-link]").forEach(function (link) {
      link.hidden = !set.items.length;
      link.href = address(link.getAttribute("href").split("?")[0], set.items);
      link.querySelector("[data-set-count]").textContent = String(set.items.length);
    });
    document.querySelectorAll("[data-add]").forEach(function (button) {
      var has = set.items.indexOf(button.getAttribute("data-add")) >= 0;
      var words = button.getAttribute(has ? "data-added" : "data-not-added");
      var label = button.querySelector("[data-add-label]");
      if (label.textContent !== words) label.textContent = words;
      if (button.getAttribute("aria-pressed") !== String(has)) button.setAttribute("aria-pressed", String(has));
      /* A fold that is closed says it too. */
      var mark = button.closest("details");
      mark = mark && mark.querySelector("[data-in-set]");
      if (mark && mark.hidden === has) mark.hidden = !has;
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add]");
    if (!button) return;
    var set = read();
    var item = button.getAttribute("data-add");
    var place = set.items.indexOf(item);
    var said = "data-said-added";
    if (place >= 0) {
      set.items.splice(place, 1);
      said = "data-said-removed";
    } else if (set.items.length >= MOST) {
      said = "data-said-full";
    } else {
      set.items.push(item);
    }
    if (!keep(set)) said = "data-said-unkept";
    var region = button.parentNode.querySelector("[data-said]");
    region.textContent = button.getAttribute(said);
    setTimeout(function () { region.textContent = ""; }, 6000);
  });
  /* Results that a choice brings have buttons too. */
  var stage = document.querySelector(".stage");
  if (stage && window.MutationObserver) new MutationObserver(count).observe(stage, { childList: true, subtree: true });
  window.addEventListener("storage", count);
  window.addEventListener("pageshow", count);

  /* The page of the set. */
  function page() { return document.querySelector("[data-set-page]"); }
  function shown() { return (page().getAttribute("data-set-page") || "").split(" ").filter(Boolean); }
  function isMine() { return read().items.join(" ") === shown().join(" "); }

  function arrive() {
    if (!page()) return;
    var set = read();
    var path = page().getAttribute("data-set-path");
    if (!shown().length && set.items.length && !location.search) {
      location.replace(address(path, set.items));
      return;
    }
    if (shown().length && !set.items.length) keep({ items: shown(), notes: set.notes, title: set.title });
    fill();
  }
  function fill() {
    var set = read();
    var other = document.querySelector("[data-set-other]");
    if (other) {
      other.hidden = isMine();
      other.querySelector("[data-set-own]").href = address(page().getAttribute("data-set-path"), set.items);
    }
    document.querySelectorAll("[data-note]").forEach(function (field) {
      field.value = set.notes[field.getAttribute("data-note")] || field.value;
      left(field);
    });
    var title = document.querySelector("[data-set-title]");
    if (title) title.value = set.title || title.value;
  }
  function left(field) {
    var part = field.parentNode.querySelector("[data-note-left]");
    part.textContent = part.getAttribute("data-note-left").replace("#", String(field.maxLength - field.value.length));
  }
  document.addEventListener("input", function (event) {
    var item = event.target.getAttribute && event.target.getAttribute("data-note");
    var set = read();
    if (item) {
      if (event.target.value) set.notes[item] = event.target.value; else delete set.notes[item];
      keep(set);
      left(event.target);
    } else if (event.target.hasAttribute && event.target.hasAttribute("data-set-title")) {
      set.title = event.target.value;
      keep(set);
    }
  });

  /* Move and remove: the list for the new address takes the place of this one, and the focus follows the item. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-set-order]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    var mine = isMine();
    var items = link.getAttribute("data-set-order").split(" ").filter(Boolean);
    if (mine) {
      var set = read();
      shown().forEach(function (item) { if (items.indexOf(item) < 0) delete set.notes[item]; });
      set.items = items;
      keep(set);
    }
    fetch(link.href, { headers: { Accept: "text/html" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        /* A template is not drawn, so the style sheet in that page is left alone. */
        var fresh = document.createElement("template");
        fresh.innerHTML = text;
        page().replaceWith(document.adoptNode(fresh.content.querySelector("[data-set-page]")));
        history.replaceState(null, "", link.href);
        fill();
        count();
        var focus = place(link.getAttribute("data-set-focus"));
        if (focus) focus.focus();
        document.querySelector("[data-set-announce]").textContent = link.getAttribute("data-set-said");
      })
      .catch(function () { location.assign(link.href); });
  });
  /* The same button at the new place; at an end of the list the other one; none left, the way to charts. */
  function place(name) {
    var number = name.split("-")[1];
    var found = document.getElementById(name) || document.querySelector('[data-place="' + name + '"] a');
    return found || document.querySelector('[data-place$="-' + number + '"] a') || document.querySelector("[data-set-empty] a");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-set-clear]")) keep({ items: [], notes: {}, title: "" });
    if (event.target.closest("[data-set-use]")) {
      var set = read();
      set.items = shown();
      keep(set);
      fill();
      document.querySelector(".set-form h3 a").focus();
    }
  });

  /* A file takes a second or more to make: say so, and give it when it is there. Without fetch the form does it alone. */
  document.addEventListener("submit", function (event) {
    var form = event.target.closest("[data-set-form]");
    var button = event.submitter;
    if (!form || !button || !window.fetch || !window.URLSearchParams) return;
    event.preventDefault();
    var status = form.querySelector("[data-set-status]");
    function say(name, file) { status.textContent = status.getAttribute("data-" + name).replace("#", file || ""); }
    var buttons = form.querySelectorAll("[data-file]");
    function busy(is) { buttons.forEach(function (one) { one.setAttribute("aria-disabled", String(is)); }); }
    if (button.getAttribute("aria-disabled") === "true") return;
    busy(true);
    say("working");
    fetch(button.formAction, { method: "POST", body: new URLSearchParams(new FormData(form)) })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        var named = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") || "");
        return answer.blob().then(function (blob) {
          var link = document.createElement("a");
          link.href = URL.createObjectURL(blob);
          link.download = named ? named[1] : "";
          document.body.appendChild(link);
          link.click();
          link.remove();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
          say("ready", link.download);
        });
      })
      .catch(function () { say("failed"); })
      .then(function () { busy(false); });
  });

  /* Slides of the site have the notes of this browser. */
  var kept = read();
  document.querySelectorAll("[data-note-for]").forEach(function (part) {
    var text = kept.notes[part.getAttribute("data-note-for")];
    if (!text) return;
    part.textContent = text;
    part.parentNode.hidden = false;
  });
  var heading = document.querySelector("[data-set-heading]");
  if (heading && kept.title && document.querySelector("[data-note-for]")) heading.textContent = kept.title;
  arrive();
  count();
})();
