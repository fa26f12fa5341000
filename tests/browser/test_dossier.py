"""The dossier in a real browser, opened from disk: drawer, keys, languages, filter, phone, no network, no script."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khabar.dossier import build
from unit.dossier_affair import affair

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM.exists() and DRIVER.exists()), reason="needs Debian's chromium and chromedriver"),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, readings = affair()
    small = msgspec.structs.replace(
        story, id="small", title="معرض للكتاب", articles=story.articles[3:4], origins=story.origins[1:2], claims=()
    )
    return build([story, small], readings, tmp_path_factory.mktemp("browser") / "out").parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        driver.execute_cdp_cmd("Network.enable", {})
        yield driver
        driver.quit()


@pytest.fixture
def page(browser: Any, folder: Path) -> Iterator[Any]:
    """The story's page on a desktop, in Arabic, with what an earlier test left cleared."""
    size(browser, 1400, 900)
    browser.get((folder / "index.html").as_uri())
    browser.execute_script("localStorage.clear()")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get((folder / "story-nakhl-0001.html").as_uri())
    yield browser
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def size(browser: Any, width: int, height: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )


def click(browser: Any, selector: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).click()", selector)


def press(browser: Any, key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).send_keys(getattr(Keys, key)).perform()


def lit(browser: Any) -> list[str]:
    """The characters that are highlighted in the drawer."""
    ranges: list[str] = browser.execute_script(
        "return CSS.highlights.has('evidence') ? [...CSS.highlights.get('evidence')].map(r => r.toString()) : []"
    )
    return ranges


def current(browser: Any) -> str | None:
    mark: str | None = browser.execute_script("return document.querySelector('.mark[aria-expanded]')?.dataset.s")
    return mark


def hidden(browser: Any, selector: str) -> bool:
    gone: bool = browser.execute_script("return !document.querySelector(arguments[0]).checkVisibility()", selector)
    return gone


def test_a_click_opens_the_source_with_the_exact_characters(page: Any) -> None:
    click(page, "#s-c-vow .mark")
    assert not hidden(page, "#drawer")
    assert lit(page) == ["لن نتراجع عن حرف واحد مما اتفقنا عليه"]
    text = page.execute_script("return document.getElementById('drawer').textContent")
    assert "قناة الساحل" in text and "١١ مارس ٢٠٢٤" in text and "التاريخ مذكور في الصفحة" in text
    assert "01-sahil.txt" in text and "sha256:" in text


def test_a_page_s_address_is_a_link_and_nothing_else_is(page: Any) -> None:
    for assertion, expected in (("#s-c-vow", ["https://sahil.example/2024/03/11/1"]), ("#s-c-hostile", [])):
        click(page, f"{assertion} .mark")
        links = "return [...document.querySelectorAll('#drawer .file a')].map(a => a.getAttribute('href'))"
        assert page.execute_script(links) == expected


def test_offsets_behind_a_sign_of_two_units_still_fit(page: Any) -> None:
    click(page, "#s-c-urge .mark")
    assert lit(page) == ["إلى المضي في توقيع المعاهدة"]


def test_boilerplate_is_folded(page: Any) -> None:
    click(page, "#s-c-vow .mark")
    folds = page.execute_script("return [...document.querySelectorAll('#drawer details.junk')].map(d => d.open)")
    assert folds == [False, False]


def test_the_drawer_stands_at_the_left_of_an_arabic_page_and_the_right_of_an_english_one(page: Any) -> None:
    click(page, "#s-c-vow .mark")
    assert page.execute_script("return document.getElementById('drawer').getBoundingClientRect().left") == 0
    click(page, "button.switch")
    assert page.execute_script("return document.getElementById('drawer').getBoundingClientRect().right") == (
        page.execute_script("return document.documentElement.clientWidth")
    )


def test_the_places_of_an_assertion_are_turned_one_by_one(page: Any) -> None:
    click(page, "#s-c-deny .mark")
    assert lit(page) == ["قصف ميناء النخل نفياً قاطعاً"], "the wording that the card shows"
    click(page, "#drawer .bar-top button:nth-of-type(2)")
    assert lit(page) == ["أن يكون قد قصف الميناء"]


def test_a_link_of_the_chain_opens_its_words(page: Any) -> None:
    click(page, "#s-c-vow .isnad .node:nth-of-type(2) a")
    assert lit(page) == ["لن نتراجع عن حرف واحد مما اتفقنا عليه"]
    cue = page.execute_script("return [...CSS.highlights.get('cue')].map(r => r.toString())")
    assert cue == ["نقلته وكالة الأفق"]
    press(page, "ESCAPE")
    assert page.execute_script("return CSS.highlights.has('cue')") is False


def test_the_page_s_own_date_is_shown_where_it_stands(page: Any) -> None:
    click(page, "#s-c-meet .mark")
    assert page.execute_script("return [...CSS.highlights.get('dated')].map(r => r.toString())") == ["14 مارس"]


def test_the_sections_are_linked_from_the_head(page: Any) -> None:
    links = page.execute_script("return [...document.querySelectorAll('.contents a')].map(a => a.getAttribute('href'))")
    assert links == ["#reported", "#timeline", "#voices", "#register", "#differences", "#sources", "#people"]
    assert page.execute_script("return arguments[0].every(h => document.querySelector(h).tagName === 'SECTION')", links)


def test_every_id_is_one_and_every_inner_link_arrives(page: Any) -> None:
    ids = page.execute_script("return [...document.querySelectorAll('[id]')].map(n => n.id)")
    assert len(ids) == len(set(ids))
    inner = page.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
    )
    assert set(inner) <= set(ids)


def test_every_control_and_picture_has_a_name(page: Any) -> None:
    nameless = page.execute_script(
        "return [...document.querySelectorAll('a[href], button, summary, [role=img], nav, section')]"
        ".filter(n => !(n.textContent.trim() || n.getAttribute('aria-label') || n.getAttribute('aria-labelledby')))"
        ".map(n => n.outerHTML.slice(0, 80))"
    )
    assert nameless == []
    levels = page.execute_script(
        "return [...document.querySelectorAll('main h1, main h2, main h3, main h4')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def test_on_paper_folds_are_open_and_marks_are_numbers_of_notes(page: Any) -> None:
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        page.execute_script("window.dispatchEvent(new Event('beforeprint'))")
        assert not hidden(page, "#notes") and hidden(page, ".masthead nav") and hidden(page, ".contents")
        assert page.execute_script("return [...document.querySelectorAll('main details')].every(d => d.open)")
        shown = page.execute_script("return document.querySelector('#s-c-deny .mark').innerText")
        notes = page.execute_script("return document.querySelector('#s-c-deny .mark').dataset.n").split()
        assert shown.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")).split() == notes
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_escape_closes_and_gives_the_focus_back(page: Any) -> None:
    click(page, "#s-c-vow .mark")
    press(page, "ESCAPE")
    assert hidden(page, "#drawer")
    assert lit(page) == []
    assert page.execute_script("return document.activeElement.dataset.s") == "s-c-vow"


def test_arrow_keys_walk_the_assertions(page: Any) -> None:
    marks = page.execute_script("return [...document.querySelectorAll('main .mark[data-s]')].map(m => m.dataset.s)")
    click(page, ".reported .mark")
    assert current(page) == marks[1] == "s-c-treaty"
    press(page, "ARROW_LEFT")
    assert current(page) == marks[2]
    press(page, "ARROW_DOWN")
    assert current(page) == marks[3]
    press(page, "ARROW_RIGHT")
    press(page, "ARROW_UP")
    assert current(page) == marks[1]


def test_the_language_switch_turns_the_page_and_is_remembered(page: Any, folder: Path) -> None:
    assert page.execute_script("return [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert "ما يُنقل" in page.find_element("tag name", "main").text
    click(page, "button.switch")
    assert page.execute_script("return [document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    text = page.find_element("tag name", "main").text
    assert "What is reported" in text and "ما يُنقل" not in text
    assert "Visit of Layla Mansour to Zahran" in text and "٢" not in text
    assert page.execute_script("return document.querySelector('.isnad .node a').title").startswith("the speaker")
    page.get((folder / "index.html").as_uri())
    assert page.execute_script("return document.documentElement.dir") == "ltr"


def test_a_link_to_an_assertion_shows_it_even_where_it_is_folded(page: Any, folder: Path) -> None:
    page.get((folder / "index.html").as_uri())
    page.get((folder / "story-nakhl-0001.html").as_uri() + "#s-c-hostile")
    assert not hidden(page, "#s-c-hostile")
    assert current(page) == "s-c-hostile" and lit(page)


def test_an_event_lights_up_its_statements(page: Any) -> None:
    for happening, expected in (("mouseenter", ["s-c-nogo"]), ("mouseleave", [])):
        page.execute_script("document.querySelector('.moment.month').dispatchEvent(new Event(arguments[0]))", happening)
        alight = "return [...document.querySelectorAll('.lit')].map(n => n.closest('.assertion').id)"
        assert page.execute_script(alight) == expected


def test_hostile_text_does_nothing(page: Any) -> None:
    click(page, "#s-c-hostile .mark")
    assert page.title != "owned"
    assert page.execute_script("return document.querySelectorAll('#drawer img, #drawer script').length") == 0


def test_the_page_asks_for_nothing_beyond_its_folder(page: Any, folder: Path) -> None:
    click(page, "#s-c-vow .mark")
    asked = []
    for entry in page.get_log("performance"):
        message = msgspec.json.decode(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert asked
    assert [url for url in asked if not url.startswith((folder.as_uri(), "data:"))] == []
    faces = page.execute_script("return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Khabar Naskh" in face for face in faces)


@pytest.mark.parametrize("name", ["story-nakhl-0001.html", "index.html"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_phone_needs_no_sideways_scrolling(page: Any, folder: Path, name: str, language: str) -> None:
    size(page, 390, 844)
    page.get((folder / name).as_uri() + f"?lang={language}")
    page.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    if name.startswith("story"):
        click(page, "#s-c-vow .mark")
        assert page.execute_script("return document.getElementById('drawer').scrollWidth") <= 390


def test_without_script_the_page_reads_and_its_notes_are_there(page: Any, folder: Path) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.get((folder / "story-nakhl-0001.html").as_uri())
        text = page.find_element("tag name", "main").text
        assert "زيارة ليلى منصور إلى زهران" in text
        assert "Visit of Layla Mansour" not in text
        assert page.find_element("id", "notes").is_displayed()
        mark = page.find_element("css selector", "#s-c-vow .mark").get_attribute("href").split("#")[1]
        assert "لن نتراجع عن حرف واحد" in page.find_element("id", mark).text
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("f-name", "ليلي منصور", 2),
        ("f-name", "HADDAD", 1),
        ("f-name", "معرض", 1),
        ("f-name", "لا أحد", 0),
        ("f-outlet", "marsad", 1),
        ("f-outlet", "difaf", 2),
        ("f-to", "2024-03-11", 1),
        ("f-from", "2024-03-14", 1),
        ("f-from", "2024-03-13", 2),
    ],
)
def test_the_index_filters_by_name_outlet_and_day(page: Any, folder: Path, field: str, value: str, shown: int) -> None:
    page.get((folder / "index.html").as_uri())
    page.execute_script(
        "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true}))",
        field,
        value,
    )
    rows = page.execute_script("return document.querySelectorAll('li.row:not([hidden])').length")
    assert rows == shown
    assert page.find_element("id", "f-found").text == (f"{'٠١٢'[shown]} من ٢" if shown else "لا قصة بهذه الشروط.")


def test_letters_and_ground_contrast_enough_in_both_schemes(page: Any) -> None:
    for scheme in ("light", "dark"):
        page.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        for ink in ("--ink", "--soft", "--accent"):
            assert contrast(colour(page, ink), colour(page, "--paper")) >= 4.5, (scheme, ink)
        assert contrast(colour(page, "--found-ink"), colour(page, "--found")) >= 4.5
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def colour(browser: Any, name: str) -> tuple[float, ...]:
    value = browser.execute_script(
        "const p = document.createElement('p'); document.body.append(p); p.className = 'probe';"
        "const c = document.createElement('canvas').getContext('2d'); p.remove();"
        "c.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(arguments[0]).trim();"
        "return c.fillStyle",
        name,
    )
    return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))


def contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines."""

    def light(c: tuple[float, ...]) -> float:
        r, g, bl = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c)
        return 0.2126 * r + 0.7152 * g + 0.0722 * bl

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)
