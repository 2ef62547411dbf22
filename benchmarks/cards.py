"""The time from the pointer on a mark to its card, before and after Dash has loaded."""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks.browser import DESKTOP, PHONE, page, touch, until

# Milliseconds from the pointer on a mark to its card on the screen.
_CARD = """
selector => new Promise(done => {
  const mark = document.querySelector(selector), box = mark.getBoundingClientRect(), begun = performance.now();
  const at = {bubbles: true, pointerType: "mouse", clientX: box.left + box.width / 2, clientY: box.top + box.height / 2};
  mark.dispatchEvent(new PointerEvent("pointerover", at));
  const look = () => {
    const card = document.getElementById("mark-card-shown");
    if (card && !card.hidden) requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    else setTimeout(look, 1);
  };
  look();
})
"""


def first_card(chromium: Any, address: str, *, slow: int = 1, times: int = 7) -> float:
    """Return the median ms from the first touch of a mark to its card, before Dash has loaded."""
    took = []
    for _ in range(times):
        with page(chromium, slow=slow, **(PHONE if slow > 1 else DESKTOP)) as (made, _tools):
            made.goto(address)
            time.sleep(0.5)
            form = "narrow" if slow > 1 else "wide"
            took.append(made.evaluate(_CARD, f".pic-{form} [data-mark]"))
    return statistics.median(took)


def live_card(chromium: Any, address: str, *, times: int = 15) -> float:
    """Return the median ms from the pointer on a mark of a live chart to its card."""
    took = []
    with page(chromium, **DESKTOP) as (made, _tools):
        made.goto(address)
        made.evaluate("document.querySelector('.pic-plot').scrollIntoView({block: 'center'})")
        touch(made)
        until(made, "document.querySelector('.pic-plot').hasAttribute('data-live')")
        time.sleep(1)
        place = made.evaluate(
            "(() => { const box = document.querySelector('.pic-wide [data-mark]').getBoundingClientRect();"
            " return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        made.evaluate("""window.took = new Array(); document.addEventListener("mousemove", () => {
          const begun = performance.now();
          const look = () => {
            const card = document.getElementById("mark-card-shown");
            if (card && !card.hidden) requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - begun)));
            else if (performance.now() - begun < 1000) setTimeout(look, 1);
          };
          look();
        }, true)""")
        for _ in range(times):
            made.mouse.move(5, 5)
            time.sleep(1.2)
            made.evaluate("window.took.length = 0")
            made.mouse.move(*place)
            until(made, "window.took.length > 0")
            took.append(made.evaluate("window.took[0]"))
    return statistics.median(took)
