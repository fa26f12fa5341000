"""The pages as HTML: templates with everything escaped, one style sheet and one script, both named by their hash.

The content security policy lets the page load nothing but the fonts beside it and run nothing but our own script.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from khabar.dossier.view import IndexView, StoryView
from khabar.dossier.words import Language, Run, Text, digits, language_of, plural, say

_HERE = Path(__file__).parent
FONTS = (
    # family, weight, file, the characters it is for
    ("Khabar Naskh", "400", "noto-naskh-arabic-400.woff2", "arabic"),
    ("Khabar Naskh", "600 700", "noto-naskh-arabic-600.woff2", "arabic"),
    ("Khabar Naskh", "400 700", "noto-naskh-arabic-signs-400.woff2", "signs"),
    ("Khabar Head", "700", "amiri-700.woff2", "arabic"),
    ("Khabar Head", "700", "source-serif-4-600.woff2", "latin"),
    ("Khabar Latin", "400", "source-serif-4-400.woff2", "latin"),
    ("Khabar Latin", "600 700", "source-serif-4-600.woff2", "latin"),
)
_RANGES = {
    "arabic": "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+200C-200E, U+FB50-FDFF, U+FE70-FEFF",
    "signs": "U+0020-0040, U+005B-0060, U+007B-00BF, U+00D7, U+2010-205E",
    "latin": "U+0000-024F, U+2000-206F",
}
_SCRIPT_WORDS = (
    "drawer.close", "drawer.next", "drawer.previous", "drawer.place", "drawer.keys", "sources.file", "sources.hash",
    "sources.address",
    "drawer.link", "drawer.fold", "index.found", "index.none",
)  # fmt: skip


def story_page(view: StoryView) -> str:
    return _environment().get_template("story.html").render(story=view)


def index_page(view: IndexView) -> str:
    return _environment().get_template("index.html").render(index=view)


@lru_cache(maxsize=1)
def fonts_css() -> str:
    """The type faces as one style sheet, the files within it, so that they load from disk in every browser."""
    out = []
    for family, weight, file, signs in FONTS:
        data = base64.b64encode((_HERE / "assets" / "fonts" / file).read_bytes()).decode()
        adjust = "size-adjust:84%;" if (family, signs) == ("Khabar Head", "latin") else ""
        out.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;{adjust}'
            f"unicode-range:{_RANGES[signs]};src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
        )
    return "".join(out)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_HERE / "assets" / "dossier.css").read_text(encoding="utf-8")
    script = (_HERE / "assets" / "dossier.js").read_text(encoding="utf-8")
    env.globals.update(
        say=say,
        plural=plural,
        MANY=100,
        OPEN_CARDS=3,
        OPEN_MOMENTS=4,
        OPEN_PACTS=4,
        OPEN_DIFFERENCES=4,
        OPEN_LIST=6,
        OPEN_VOICES=10,
        OPEN_PEOPLE=12,
        digits=lambda n: digits(str(n)),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        script_words={key: _pair(say(key, **_BARE)) for key in _SCRIPT_WORDS},
    )
    env.filters.update(both=both, attribute=attribute, data=data_block, tongue=tongue)
    return env


_BARE = {"n": "{n}", "m": "{m}", "shown": "{shown}", "all": "{all}"}


def _pair(text: Text) -> dict[str, str]:
    return {"ar": text.plain("ar"), "en": text.plain("en")}


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}' 'self' file:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def both(text: Text) -> Markup:
    """A line in both languages, the style sheet shows the one of the page; once where both are the same.

    What is shown is in the page's own language and direction, so that neither need be said.
    """
    if text.ar == text.en:
        return Markup("").join(_run(run, None) for run in text.ar)
    if text.plain("ar") == text.plain("en") and not any(c.isalpha() for c in text.plain("en")):
        return escape(text.plain("en"))
    arabic = Markup("").join(_run(run, "ar") for run in text.ar)
    english = Markup("").join(_run(run, "en") for run in text.en)
    return Markup('<span class="ar">{}</span><span class="en">{}</span>').format(arabic, english)


def _run(run: Run, within: Language | None) -> Markup:
    if run.kind == "number" or (run.kind and run.lang == within):
        return Markup("<bdi>{}</bdi>").format(run.text)
    if run.lang == within:
        return escape(run.text)
    direction = "rtl" if run.lang == "ar" else "ltr"
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(run.lang, direction, run.text)


def tongue(words: str) -> Markup:
    """The attributes that say the language and direction of a source's own words."""
    language = language_of(words)
    return Markup('lang="{}" dir="{}"').format(language, "rtl" if language == "ar" else "ltr")


def attribute(text: Text, name: str) -> Markup:
    """An attribute that the language switch changes: ``title="…" data-ar-title="…" data-en-title="…"``."""
    arabic, english = text.plain("ar"), text.plain("en")
    if arabic == english:
        return Markup('{}="{}"').format(name, arabic)
    return Markup('{0}="{1}" data-ar-{0}="{1}" data-en-{0}="{2}"').format(name, arabic, english)


def data_block(value: Mapping[str, object]) -> Markup:
    """A value as JSON for a script element: nothing in it can end the element or begin a comment."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        words = words.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(words)
