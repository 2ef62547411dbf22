/* Live charts: Plotly draws each chart over its still when a reader comes near it. The still stays below, for paper. */
window.charts = (function () {
  "use strict";
  var CONFIG = {
    displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true, scrollZoom: false, doubleClick: false,
  };
  /* Below this width a chart has its narrow form; the style sheet uses the same number. */
  var narrow = window.matchMedia("(max-width: 57.49em)");
  var figures = {};
  var waiting = [];
  var busy = false;

  /* Plotly gives bold words their weight as an attribute with a style, which the policy of the page forbids. The same
     words as a property are allowed, and look the same. */
  SVGElement.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value; else Element.prototype.setAttribute.call(this, name, value);
  };

  var near = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      near.unobserve(entry.target);
      waiting.push(entry.target);
    });
    next();
  }, { rootMargin: "200px" });

  /* One chart at a time, with a frame between them for what a reader does. */
  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    setTimeout(function () {
      var box = waiting.shift();
      if (box && box.isConnected) draw(box);
      requestAnimationFrame(function () {
        busy = false;
        next();
      });
    });
  }

  function draw(box) {
    var forms = figures[box.getAttribute("data-plot")];
    if (!forms) return;
    var figure = narrow.matches ? forms.narrow : forms.wide;
    var chart = box.querySelector(".pic-live");
    if (!chart) {
      chart = document.createElement("div");
      chart.className = "pic-live";
      chart.setAttribute("role", "img");
      var words = box.querySelectorAll(".pic-still title, .pic-still desc");
      if (words.length > 1) chart.setAttribute("aria-label", words[0].textContent + ". " + words[1].textContent);
      box.appendChild(chart);
    }
    window.Plotly.react(chart, figure.data, figure.layout, CONFIG).then(function () {
      box.setAttribute("data-live", "");
    });
  }

  narrow.addEventListener("change", function () {
    document.querySelectorAll(".pic-plot[data-live]").forEach(function (box) { waiting.push(box); });
    next();
  });

  return {
    /* The figures of the charts that are on the page now, by the key of the chart. */
    use: function (found) { figures = found; },
    /* Draw the charts in this element when they come near. */
    follow: function (element) {
      waiting = [];
      element.querySelectorAll(".pic-plot").forEach(function (box) { near.observe(box); });
    },
    /* Let go of the charts in this element, which is about to be replaced. */
    leave: function (element) {
      near.disconnect();
      waiting = [];
      var gone = element.querySelectorAll(".pic-live");
      setTimeout(function () { gone.forEach(function (chart) { window.Plotly.purge(chart); }); }, 500);
    },
  };
})();
