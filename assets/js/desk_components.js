/* The React components of the report desk: see dashboard/desk/components.py. */
window.desk_components = (function () {
  "use strict";
  var React = window.React;
  var h = React.createElement;

  function percent(part, whole) {
    return (100 * part / whole).toFixed(3) + "%";
  }

  function placed(box, props) {
    return {
      left: percent(box[0], props.width), top: percent(box[1], props.height),
      width: percent(box[2] - box[0], props.width), height: percent(box[3] - box[1], props.height),
    };
  }

  /* The smallest box around the words of a page. */
  function around(words) {
    var side = function (at) { return words.map(function (word) { return word[at]; }); };
    return [
      Math.min.apply(null, side(1)), Math.min.apply(null, side(2)), Math.max.apply(null, side(3)), Math.max.apply(null, side(4)),
    ];
  }

  /* The picture of a page with its words over it: a number is a button, and text can be selected. */
  function PageText(props) {
    var root = React.useRef(null);
    var mark = function (words) {
      var text = words.map(function (word) { return word[0]; }).join(" ");
      props.setProps({ marked: { text: text, box: around(words), at: Date.now() } });
    };
    var selected = function () {
      var selection = window.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      var range = selection.getRangeAt(0);
      var words = props.words.filter(function (word, at) {
        return range.intersectsNode(root.current.querySelector('[data-word="' + at + '"]'));
      });
      if (words.length) mark(words);
    };
    /* Numbers on paper are too small to be buttons of their own: the whole page has the focus, and arrows go through them. */
    var numbers = props.words.map(function (word, at) { return at; }).filter(function (at) { return props.words[at][5]; });
    var here = React.useState(-1);
    var press = function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step && numbers.length) {
        event.preventDefault();
        here[1]((here[0] + step + numbers.length + (here[0] < 0 && step < 0 ? 1 : 0)) % numbers.length);
      } else if (event.key === "Enter" && here[0] >= 0) {
        mark([props.words[numbers[here[0]]]]);
      }
    };
    var click = function (event) {
      var word = props.words[event.target.dataset.word];
      if (word && word[5] && window.getSelection().isCollapsed) mark([word]);
    };
    var text = props.words.map(function (word, at) {
      var size = (78 * (word[4] - word[2]) / props.width).toFixed(2) + "cqw";
      var name = word[5] ? "number" + (numbers[here[0]] === at ? " here" : "") : undefined;
      return h("span", { key: at, "data-word": at, className: name, style: Object.assign(placed(word.slice(1), props), { fontSize: size }) },
        word[0] + " ");
    });
    var boxes = (props.boxes || []).concat(props.taken || []).map(function (box, at) {
      return h("span", { key: at, className: "found-box", style: placed(box, props), "aria-hidden": true });
    });
    return h("div", { id: props.id, className: "paper-page", style: { aspectRatio: props.width + " / " + props.height } },
      h("img", { src: props.picture, alt: props.label, width: Math.round(props.width), height: Math.round(props.height) }), boxes,
      h("div", {
        ref: root, className: "paper-text", role: "group", tabIndex: 0, "aria-label": props.hint,
        onMouseUp: selected, onKeyUp: selected, onKeyDown: press, onClick: click,
      }, text),
      h("span", { className: "vh", role: "status" }, here[0] < 0 ? "" : props.words[numbers[here[0]]][0]));
  }

  /* A field of a form with its label: native, so that each browser and each reader knows it. */
  function Field(props) {
    var waiting = React.useRef(null);
    var typed = React.useState(props.value || "");
    React.useEffect(function () { typed[1](props.value || ""); }, [props.value]);
    var change = function (event) {
      var value = event.target.value;
      typed[1](value);
      window.clearTimeout(waiting.current);
      waiting.current = window.setTimeout(function () { props.setProps({ value: value }); }, props.options ? 0 : 300);
    };
    /* A button that is pressed right after typing must not get the value before it. */
    var leave = function () {
      window.clearTimeout(waiting.current);
      if (typed[0] !== (props.value || "")) props.setProps({ value: typed[0] });
    };
    if (props.check) {
      var toggle = function (event) { props.setProps({ value: event.target.checked ? "yes" : "" }); };
      return h("label", { className: "check" }, h("input", { id: props.id, type: "checkbox", checked: props.value === "yes", onChange: toggle }),
        h("span", null, props.label));
    }
    if (props.file) {
      var open = function (event) {
        var file = event.target.files[0];
        var reader = new window.FileReader();
        reader.onload = function () { props.setProps({ value: reader.result, name: file.name }); };
        if (file) reader.readAsDataURL(file);
      };
      return h("div", { className: "field" }, h("label", { htmlFor: props.id }, props.label),
        h("input", { id: props.id, type: "file", accept: props.file, onChange: open }));
    }
    var about = props.id + "-about";
    var shared = {
      id: props.id, name: props.name, value: typed[0], onChange: change, onBlur: leave, required: props.required,
      "aria-describedby": props.help || props.problem ? about : undefined, "aria-invalid": props.problem && typed[0] ? true : undefined,
    };
    var option = function (one) { return h("option", { key: one.value, value: one.value }, one.label); };
    var control = props.options ? h("select", shared, props.options.map(option))
      : h(props.lines ? "textarea" : "input", Object.assign(shared, props.lines ? { rows: props.lines } : { type: "text", autoComplete: "off" }));
    return h("div", { className: "field" }, h("label", { htmlFor: props.id }, props.label), control,
      props.problem || props.help ? h("p", { id: about, className: props.problem ? (typed[0] ? "problem" : "problem needed") : "help" }, 
        [props.problem, typed[0] && props.problem ? "" : props.help].filter(Boolean).join(" ")) : null);
  }

  /* HTML that the server made from texts of its own, such as the chart of a preview; it holds no script. */
  function Html(props) {
    return h("div", { id: props.id, className: props.className, dangerouslySetInnerHTML: { __html: props.html || "" } });
  }

  return { PageText: PageText, Field: Field, Html: Html };
})();
