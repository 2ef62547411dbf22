"""What a reader downloads and waits for, measured in Chromium: bytes to first paint, and time from a choice to new charts."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import sync_playwright

from dashboard.config import ROOT

LIGHTHOUSE = "lighthouse@13.5.0"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
_ARGUMENTS = (
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
        found = started.chromium.launch(executable_path=CHROMIUM or None, args=_ARGUMENTS)
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


def lighthouse(address: str) -> dict[str, float] | None:
    """Run Lighthouse for mobile: four scores of 100, LCP in s, TBT in ms, CLS. None when npm cannot install it."""
    folder = ROOT / ".cache" / "benchmarks"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        command = [npm or "npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", LIGHTHOUSE]
        if npm is None or subprocess.run(command, cwd=folder, check=False).returncode:
            return None
    report = folder / "report.json"
    command = [
        str(program), address, "--quiet", "--output=json", f"--output-path={report}",
        f"--chrome-flags=--headless=new {' '.join(_ARGUMENTS)}",
    ]  # fmt: skip
    for _ in range(3):
        report.unlink(missing_ok=True)
        subprocess.run(
            command, cwd=folder, env={**os.environ, "CHROME_PATH": CHROMIUM}, check=False, capture_output=True
        )
        found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"runtimeError": "no report"}
        # Lighthouse occasionally misses the start of a page and reports a runtime error.
        if not found.get("runtimeError"):
            return _scores(found)
    return None


def _scores(found: dict[str, Any]) -> dict[str, float]:
    audits, categories = found["audits"], found["categories"]
    names = ("performance", "accessibility", "best-practices", "seo")
    return {
        **{name: (categories[name]["score"] or 0) * 100 for name in names},
        "LCP": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "TBT": audits["total-blocking-time"]["numericValue"],
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
    }
