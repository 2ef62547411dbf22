/* The form with what can be chosen: a change becomes an address and an event, `choice`. Without scripts it is a plain form. */
(function () {
  "use strict";
  var form = document.querySelector("[data-choose]");
  if (!form) return;
  var numbers = form.querySelectorAll("[data-default]");
  var touched = false;

  /* An outcome belongs to a theme: choosing one moves the other along. */
  form.addEventListener("change", function (event) {
    var theme = form.elements.theme;
    var indicator = form.elements.indicator;
    if (theme && indicator) {
      var option = indicator.selectedOptions[0];
      var group = option && option.parentNode.getAttribute("data-group");
      if (event.target === theme && group && group !== theme.value) indicator.value = "";
      if (event.target === indicator && group) theme.value = group;
    }
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
      form.querySelectorAll("select").forEach(function (list) { list.selectedIndex = 0; });
      numbers.forEach(function (field) { field.value = field.getAttribute("data-default"); });
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
  /* A long list: what is typed leaves the options that have it, and those that are chosen. */
  form.querySelectorAll("[data-find]").forEach(function (label) {
    var field = label.querySelector("input");
    label.hidden = false;
    field.addEventListener("input", function () {
      var asked = field.value.trim().toLowerCase();
      label.closest(".list").querySelectorAll(".check").forEach(function (option) {
        option.hidden = !option.querySelector(":checked") && !option.textContent.toLowerCase().includes(asked);
      });
    });
    field.addEventListener("change", function (event) { event.stopPropagation(); });
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  });

  /* The query of a choice, defaults left out. */
  function query() {
    var values = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      var first = form.elements[name].options;
      var field = form.querySelector("[data-default][name=" + name + "]");
      if (!value || (name === "theme" && first && first[0].value === value)) return;
      if (field && field.getAttribute("data-default") === value) return;
      if (name === "theme" && form.elements.indicator && form.elements.indicator.value) return;
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
    touched = true;
    var text = query();
    summaries();
    if (text === location.search.slice(1)) return;
    history.pushState(null, "", location.pathname + (text ? "?" + text : ""));
    window.dispatchEvent(new Event("choice"));
  }

  /* The form shows the choice of the address: back undoes a choice, forward repeats it, and a link of a chart makes one. */
  function follow() {
    var values = new URLSearchParams(location.search);
    if (query() === values.toString()) return;
    form.querySelectorAll("select").forEach(function (list) {
      list.value = values.get(list.name) || "";
      if (list.selectedIndex < 0) list.selectedIndex = 0;
    });
    numbers.forEach(function (field) { field.value = values.get(field.name) || field.getAttribute("data-default"); });
    var option = form.elements.indicator && form.elements.indicator.selectedOptions[0];
    var theme = option && option.parentNode.getAttribute("data-group");
    if (theme) form.elements.theme.value = theme;
    form.querySelectorAll("input[type=checkbox]").forEach(function (box) {
      box.checked = values.getAll(box.name).indexOf(box.value) >= 0;
    });
    form.querySelectorAll("input[type=hidden]").forEach(function (field) {
      if (values.get(field.name) === null) field.remove();
    });
    values.forEach(function (value, name) {
      if (form.elements[name]) return;
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.prepend(field);
    });
    summaries();
    window.dispatchEvent(new Event("choice"));
  }
  window.addEventListener("popstate", follow);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-choice]");
    if (!link || link.pathname !== location.pathname || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    touched = true;
    history.pushState(null, "", link.pathname + link.search);
    follow();
  });

  /* Browsers may restore the controls of an earlier visit; the address leads. A page that comes back whole, or in which a
     choice was made before it had loaded, is as it was left. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted && !touched) form.reset();
  });
})();
