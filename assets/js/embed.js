/* A chart in a frame of another site reports its height, so that the frame can fit it (embed_parent.js). */
(function () {
  "use strict";
  document.documentElement.setAttribute("data-scripts", "");
  var sent = 0;
  function send() {
    var height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== sent) window.parent.postMessage({ chartHeight: height }, "*");
    sent = height;
  }
  new ResizeObserver(send).observe(document.body);
  send();
})();
