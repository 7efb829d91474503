#!/usr/bin/env python3
"""In a real browser no two words of a picture overlap, none leaves its picture, and no page is wider than its window.

Usage: tests/browser/picture_overlaps.py <folder of the built example site> [browser] [widths, as 360,768,1280,1920]

1. A script that measures is put into copies of the pages with pictures: beside the originals, so that links and styles hold.
2. The browser opens each copy at every width and prints the document; the measurements stand in it.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WIDTHS = [360, 1280]
PAGES = ["gallery/*.html", "insights/*.html", "journeys/*.pictures.html"]

MEASURE = """
<script>
document.fonts.ready.then(() => {
  const found = { texts: 0, overlaps: [], outside: [], wider: 0 };
  const page = document.documentElement;
  found.wider = page.scrollWidth - page.clientWidth;
  for (const svg of document.querySelectorAll("svg.diagram:not(.sprite)")) {
    const picture = svg.getBoundingClientRect();
    if (picture.width === 0) continue;
    const boxes = [];
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.width === 0 || !text.textContent.trim()) continue;
      found.texts += 1;
      // Letters fill the line box from the top of the capitals to the end of the descenders.
      const top = box.top + 0.16 * box.height, bottom = box.bottom - 0.1 * box.height;
      boxes.push({ words: text.textContent.slice(0, 40), left: box.left, right: box.right, top, bottom });
      if (box.left < picture.left - 2 || box.right > picture.right + 2 || top < picture.top - 2 || bottom > picture.bottom + 2)
        found.outside.push(text.textContent.slice(0, 40));
    }
    boxes.forEach((a, index) => boxes.slice(index + 1).forEach((b) => {
      if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5)
        found.overlaps.push([a.words, b.words]);
    }));
  }
  const result = document.createElement("pre");
  result.id = "_measured";
  result.textContent = JSON.stringify(found);
  document.body.append(result);
});
</script>
"""


def measure(browser, page, width):
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}",
            f"--window-size={width},1000", "--virtual-time-budget=8000", "--dump-dom", page.as_uri(),
        ]
        document = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    measured = re.search(r'<pre id="_measured">(.*?)</pre>', document, re.DOTALL)
    if not measured:
        return None
    words = measured.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return json.loads(words)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    site = pathlib.Path(sys.argv[1]).resolve()
    browser = sys.argv[2] if len(sys.argv) > 2 else shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        sys.exit("no browser: install chromium, or name one")
    widths = [int(width) for width in sys.argv[3].split(",")] if len(sys.argv) > 3 else WIDTHS
    pages = sorted(page for pattern in PAGES for page in site.glob(pattern))
    if not pages:
        sys.exit(f"no page with pictures in {site}")
    n_texts, faults = 0, []
    for page in pages:
        copy = page.with_name(f"measured-{page.name}")
        copy.write_text(page.read_text(encoding="utf-8").replace("</body>", MEASURE + "</body>"), encoding="utf-8")
        try:
            for width in widths:
                found = measure(browser, copy, width)
                at = f"{page.relative_to(site)} at {width} px"
                if found is None:
                    faults.append(f"{at}: nothing was measured")
                    continue
                n_texts += found["texts"]
                faults += [f"{at}: “{a}” meets “{b}”" for a, b in found["overlaps"]]
                faults += [f"{at}: “{words}” leaves its picture" for words in found["outside"]]
                faults += [f"{at}: the page is {found['wider']} px too wide"] if found["wider"] > 0 else []
        finally:
            copy.unlink()
    print("\n".join(faults))
    print(f"{len(pages)} pages at {len(widths)} widths, {n_texts} texts, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
