/* The React component behind dashboard/web/callbacks.py. */
window.dashboard_components = {
  ChartSlot: function (props) {
    "use strict";
    var React = window.React;
    var slot = document.querySelector('[data-slot="' + CSS.escape(props.name) + '"]');
    var state = React.useState(false);
    React.useEffect(function () {
      if (!slot) return undefined;
      var near = new IntersectionObserver(function (entries) {
        if (entries.some(function (entry) { return entry.isIntersecting; })) state[1](true);
      }, { rootMargin: "200px" });
      var live = function () { slot.parentNode.setAttribute("data-live", ""); };
      var drawn = new MutationObserver(function () {
        if (!slot.querySelector(".scatterlayer .trace")) return;
        drawn.disconnect();
        live();
        slot.querySelector(".js-plotly-plot").on("plotly_afterplot", live);
      });
      /* The slot moves into the box of each new result. */
      near.observe(slot);
      drawn.observe(slot, { childList: true, subtree: true });
      return function () {
        near.disconnect();
        drawn.disconnect();
        slot.parentNode.removeAttribute("data-live");
      };
    }, [slot]);
    return slot && state[0] ? window.ReactDOM.createPortal(props.children, slot) : null;
  },
};
