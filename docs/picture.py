"""Makes docs/dossier.png, the README's picture: the demonstration's first story with one assertion's source opened.

Run it with the environment of the tests (``.venv/bin/python docs/picture.py``); it needs Debian's chromium and
chromium-driver, and makes the file smaller with optipng where that is installed.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PICTURE = Path(__file__).with_name("dossier.png")
WIDTH, HEIGHT = 1440, 960
ASSERTION = 2
"""The picture opens the source of the assertion that stands so far down the page's list."""


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        demo = Path(work) / "demo"
        subprocess.run([sys.executable, "-m", "khabar", "demo", "-o", str(demo)], check=True, stdout=subprocess.DEVNULL)
        story = re.findall(r"story-[\w-]+\.html", (demo / "index.html").read_text(encoding="utf-8"))[0]
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={work}/p",
        ):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.get((demo / story).as_uri() + "?lang=ar")
            browser.execute_async_script("document.fonts.ready.then(arguments[0])")
            marks = "document.querySelectorAll('.reported .mark')"
            browser.execute_script(f"{marks}[arguments[0] - 1].click(); scrollTo(0, 0)", ASSERTION)
            browser.execute_async_script("document.fonts.ready.then(() => setTimeout(arguments[0], 300))")
            shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        finally:
            browser.quit()
    PICTURE.write_bytes(base64.b64decode(shot["data"]))
    if optipng := shutil.which("optipng"):
        subprocess.run([optipng, "-quiet", "-o5", str(PICTURE)], check=True)
    print(PICTURE, PICTURE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
