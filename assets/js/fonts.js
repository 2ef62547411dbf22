/* Web fonts without a shift: what moves nothing is a font that a browser has before it paints. So a page uses them when an
   earlier page has stored them, and stores them itself after its first paint. */
(function () {
  "use strict";
  var KEY = "fonts";
  var stored = false;
  try { stored = localStorage.getItem(KEY) === "stored"; } catch (error) { return; }
  if (stored) {
    document.documentElement.setAttribute("data-fonts", "");
  } else if (document.fonts && !(navigator.connection && navigator.connection.saveData)) {
    addEventListener("load", function () {
      requestAnimationFrame(function () { setTimeout(load, 100); });
    });
  }

  /* If it fails, the next page tries again. */
  function load() {
    var names = ["700 1em 'Source Serif Web'", "400 1em 'Roboto Web'", "600 1em 'Roboto Web'"];
    Promise.all(names.map(function (name) { return document.fonts.load(name); })).then(function (found) {
      if (found.every(function (faces) { return faces.length; })) localStorage.setItem(KEY, "stored");
    }).catch(function () {});
  }
})();
