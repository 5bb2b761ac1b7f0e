"""What is looked at on every page that a browser comes to: a page goes in; what is wrong with it comes out as sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
SIZES = ((320, "100%"), (640, "200%"))
"""A small screen, and a screen half as wide as a laptop's with letters twice as large."""
KILOBYTES = 100
_LOOK = """
rules => axe.run(document, rules).then(found => ({
  violations: found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" ")}`),
  language: document.documentElement.lang,
  heads: document.querySelectorAll("h1").length,
  landmarks: document.querySelectorAll("main, header.site, footer.site, nav").length,
  skip: document.querySelector("a.skip")?.getAttribute("href"),
  title: document.title,
}))
"""
_UNREACHED = """axe.run(document, {runOnly: ["scrollable-region-focusable"]})
  .then(found => found.violations.flatMap(one => one.nodes.map(node => node.html.slice(0, 80))))
"""
"""What scrolls on a small screen and cannot be come to by keyboard."""
_WIDE = """size => {
  document.documentElement.style.setProperty("font-size", size);
  return document.documentElement.scrollWidth > document.documentElement.clientWidth;
}"""


@dataclass
class Inspector:
    """Looks at the pages that one browser window comes to, each loaded as if it were the first of a visit."""

    page: object
    language: str
    faults: list[str] = field(default_factory=list)
    _loaded: float = 0
    _packed: bool = False
    """Whether the page is one for everybody: what holds somebody's own is not packed, and not weighed."""

    def __post_init__(self) -> None:
        """Has the window fetch everything anew on every page, and counts what comes."""
        meter = self.page.context.new_cdp_session(self.page)
        meter.send("Network.enable")
        meter.send("Network.setCacheDisabled", {"cacheDisabled": True})
        meter.on("Network.requestWillBeSent", self._begin)
        meter.on("Network.responseReceived", self._see_head)
        meter.on("Network.loadingFinished", self._count)

    def look(self, place: str) -> None:
        """Notes what is wrong with the page that the window shows, and that `place` was seen."""
        self.page.evaluate("document.fonts.ready.then(() => true)")
        self._expect(place, not self._packed or self._loaded <= KILOBYTES * 1000, f"weighs {self._loaded / 1000:.0f} kB")
        self.page.evaluate(AXE)
        seen = self.page.evaluate(_LOOK, RULES)
        for one in seen["violations"]:
            self._expect(place, False, one)
        self._expect(place, seen["language"] == self.language, f"is in {seen['language']}")
        self._expect(place, (seen["heads"], seen["skip"]) == (1, "#content"), "has no one heading, or no way past its head")
        self._expect(place, seen["title"] and seen["landmarks"] >= 4, "has no title, or no landmarks")
        self._measure(place)

    def _measure(self, place: str) -> None:
        before = self.page.viewport_size
        for width, size in SIZES:
            self.page.set_viewport_size({"width": width, "height": 640})
            self._expect(place, not self.page.evaluate(_WIDE, size), f"scrolls sideways at {width} px, letters at {size}")
        unreached = self.page.evaluate(_UNREACHED)
        self._expect(place, not unreached, f"scrolls and is not come to by keyboard: {' '.join(unreached)}")
        self.page.evaluate(_WIDE, "")
        self.page.set_viewport_size(before)

    def _begin(self, event: dict) -> None:
        if event["type"] == "Document":
            self._loaded = 0

    def _see_head(self, event: dict) -> None:
        if event["type"] == "Document":
            self._packed = "content-encoding" in {name.lower() for name in event["response"]["headers"]}

    def _count(self, event: dict) -> None:
        self._loaded += event["encodedDataLength"]

    def _expect(self, place: str, met: object, fault: str) -> None:
        if not met:
            self.faults.append(f"{place}: {fault}")
