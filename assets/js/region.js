/* The one component of Dash's layout. Its `choice` is what callbacks take, its `answer` what they give; it draws nothing
   itself: live.js puts the answer where the first page has its results, so that nothing moves and nothing is drawn twice. */
window.dashboard_live = {
  Region: function (props) {
    "use strict";
    window.React.useEffect(function () {
      window.dispatchEvent(new Event("dash-ready"));
    }, []);
    window.React.useEffect(function () {
      if (props.answer) window.dispatchEvent(new CustomEvent("dash-answer", { detail: props.answer }));
    }, [props.answer]);
    return null;
  },
};
