"""What a reader downloads and waits for, measured in Chromium: bytes to first paint, and time from a choice to new charts."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run --disable-component-update "
    "--disable-sync"
).split()
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}

# Milliseconds from a choice to its result on the screen; `drawn` also waits until Plotly has drawn the charts in view.
_CHOOSE = """
([name, value, drawn]) => new Promise(done => {
  const field = document.querySelector(`[name=${name}]`), before = document.getElementById("found").textContent;
  const begun = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("change", {bubbles: true}));
  const ready = () => !drawn || [...document.querySelectorAll(".pic-plot")].filter(box => {
    const place = box.getBoundingClientRect();
    return place.top < innerHeight && place.bottom > 0;
  }).every(box => box.hasAttribute("data-live"));
  const painted = () => requestAnimationFrame(() => setTimeout(() => {
    if (ready()) done(performance.now() - begun); else painted();
  }));
  const look = () => document.getElementById("found").textContent !== before ? painted() : setTimeout(look, 1);
  look();
})
"""
# Largest contentful paint, layout shift, and tasks longer than 50 ms, observed from the first moment.
_WATCH = """
window.seen = {LCP: 0, CLS: 0, long: []};
const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("largest-contentful-paint", one => { seen.LCP = one.startTime; });
watch("layout-shift", one => { if (!one.hadRecentInput) seen.CLS += one.value; });
watch("longtask", one => seen.long.push(one.duration));
"""


@contextmanager
def browser() -> Iterator[Any]:
    """Start a Chromium without background requests."""
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM or None, args=ARGUMENTS)
        yield found
        found.close()


@contextmanager
def page(chromium: Any, *, slow: int = 1, **settings: Any) -> Iterator[tuple[Any, Any]]:
    """Open a page in an empty browser context, with a DevTools session."""
    context = chromium.new_context(**settings)
    made = context.new_page()
    tools = context.new_cdp_session(made)
    tools.send("Network.enable")
    if slow > 1:
        tools.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    yield made, tools
    context.close()


def until(made: Any, condition: str, *, timeout: float = 30) -> None:
    """Poll a condition; `wait_for_function` needs eval, which the Content-Security-Policy forbids."""
    end = time.monotonic() + timeout
    while not made.evaluate(condition):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(0.01)


def touch(made: Any) -> None:
    """Come near a filter with the pointer, which loads Dash and Plotly."""
    made.dispatch_event("[data-filter]", "pointerover", {"bubbles": True})


def bytes_of(chromium: Any, address: str, *, live: str, start: bool) -> tuple[int, int, int]:
    """Return bytes and requests until the page is readable, and bytes until its charts are interactive."""
    with page(chromium, **DESKTOP) as (made, tools):
        sizes: list[int] = []

        def finished(event: dict[str, Any]) -> None:
            # A data: URL is no request over the network.
            if event["encodedDataLength"]:
                sizes.append(event["encodedDataLength"])

        tools.on("Network.loadingFinished", finished)
        made.goto(address)
        time.sleep(1)
        readable, requests = sum(sizes), len(sizes)
        if start:
            touch(made)
        until(made, live)
        time.sleep(1)
        return readable, requests, sum(sizes)


LIVE = "document.querySelector('.stage').dataset.state === 'live'"


def first_choice(chromium: Any, address: str, *, times: int = 7) -> float:
    """Return the median ms from the first choice to redrawn charts on a phone slowed 4x, before Dash has loaded."""
    took = []
    for _ in range(times):
        with page(chromium, slow=4, **PHONE) as (made, _tools):
            made.goto(address)
            time.sleep(0.5)
            took.append(made.evaluate(_CHOOSE, ["theme", "health", False]))
    return statistics.median(took)


def slow_network(chromium: Any, address: str, *, times: int = 3) -> dict[str, float]:
    """Return medians for a phone slowed 4x on a network of 150 ms and 1.6 Mbit/s.

    LCP in seconds, CLS, and the longest task in milliseconds (0 when none was longer than 50).
    """
    line = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 93_750}
    found = []
    for _ in range(times):
        with page(chromium, slow=4, **PHONE) as (made, tools):
            tools.send("Network.emulateNetworkConditions", line)
            made.add_init_script(_WATCH)
            made.goto(address)
            time.sleep(0.5)
            found.append(made.evaluate("window.seen"))
    return {
        "LCP": statistics.median(one["LCP"] for one in found) / 1000,
        "CLS": statistics.median(one["CLS"] for one in found),
        "long": statistics.median(max(one["long"], default=0) for one in found),
    }


def choices(chromium: Any, address: str, *, times: int = 30) -> tuple[float, float]:
    """Return the median ms from a choice to its redrawn charts, and until Plotly has drawn those in view."""
    drawn: dict[bool, list[float]] = {False: [], True: []}
    for wait in (False, True):
        with page(chromium, viewport={"width": 1280, "height": 1600}) as (made, _tools):
            made.goto(address)
            touch(made)
            until(made, LIVE)
            time.sleep(1)
            for turn in range(times):
                theme = ("health", "wellbeing", "participation")[turn % 3]
                drawn[wait].append(made.evaluate(_CHOOSE, ["theme", theme, wait]))
                time.sleep(0.25)
    return statistics.median(drawn[False]), statistics.median(drawn[True])


def plain_choices(chromium: Any, address: str, *, times: int = 12) -> float:
    """Return the median ms in plain Dash from a click on a municipality until every chart is redrawn."""
    script = """
    index => new Promise(done => {
      const before = document.querySelector("#results"), begun = performance.now();
      const old = before.textContent;
      document.querySelectorAll("#places input")[index].click();
      const look = () => {
        const charts = [...document.querySelectorAll("#results .dash-graph")];
        if (document.querySelector("#results").textContent !== old && charts.every(one => one.querySelector(".main-svg"))) {
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
        } else setTimeout(look, 1);
      };
      look();
    })
    """
    took = []
    with page(chromium, viewport={"width": 1280, "height": 1600}) as (made, _tools):
        made.goto(address)
        until(made, "document.querySelectorAll('#results .main-svg').length > 2")
        time.sleep(2)
        for turn in range(times):
            took.append(made.evaluate(script, turn % 2))
            time.sleep(0.5)
    return statistics.median(took)
