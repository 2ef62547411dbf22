/* Part of the embed code: the frame of a chart gets the height that its page reports. Without it the frame keeps its own. */
addEventListener("message", function (event) {
  document.querySelectorAll("iframe").forEach(function (frame) {
    if (frame.contentWindow === event.source && new URL(frame.src).origin === event.origin && event.data.chartHeight > 0) frame.height = event.data.chartHeight;
  });
});
