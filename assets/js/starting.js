/* The questions to settle: what is ticked off is stored in this browser, and nowhere else. */
(function () {
  "use strict";
  var boxes = document.querySelectorAll("[data-tick]");
  var name = "checklist";
  function ticked() {
    try { return JSON.parse(localStorage.getItem(name)) || []; } catch (error) { return []; }
  }
  var known = ticked();
  boxes.forEach(function (box) {
    box.checked = known.indexOf(box.getAttribute("data-tick")) >= 0;
    box.addEventListener("change", function () {
      var ids = Array.prototype.filter.call(boxes, function (one) { return one.checked; });
      var text = JSON.stringify(ids.map(function (one) { return one.getAttribute("data-tick"); }));
      /* Without storage the ticks last as long as the page. */
      try { localStorage.setItem(name, text); } catch (error) { return; }
    });
  });
})();
