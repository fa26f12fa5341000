"use strict";
// The dossier's script: the language switch, the drawer with the source at hand, the filter of the index.
// The pages read without it. It loads nothing, and puts text into the page as text only.
(() => {
  const root = document.documentElement;
  const store = {
    get() { try { return localStorage.getItem("khabar-language"); } catch { return null; } },
    set(value) { try { localStorage.setItem("khabar-language", value); } catch { /* a page from disk may have no store */ } },
  };
  const asked = new URLSearchParams(location.search).get("lang") || store.get();
  let language = asked === "en" ? "en" : "ar";
  root.classList.add("js");
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const digits = (n) => language === "ar" ? String(n).replace(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]) : String(n);
  let words = {};
  const say = (key, slots = {}) => words[key][language].replace(/\{(\w+)\}/g, (_, name) => slots[name]);

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  const foreign = (text) => make("bdi", { lang: /[\u0600-\u06ff]/.test(text) ? "ar" : "en", dir: "auto" }, text);

  // ---- language

  function speak(next) {
    language = next;
    root.lang = next;
    root.dir = next === "ar" ? "rtl" : "ltr";
    store.set(next);
    for (const name of ["title", "aria-label", "label"]) {
      for (const node of all(`[data-${next}-${name}]`)) node.setAttribute(name, node.getAttribute(`data-${next}-${name}`));
    }
    for (const node of all("bdi.num")) {
      const western = node.textContent.replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
      node.textContent = digits(western);
    }
    for (const link of all("a[href]")) {
      const href = link.getAttribute("href");
      if (/^(index|story-[^/?#]*)\.html/.test(href)) {
        const [page, fragment] = href.split("#");
        link.setAttribute("href", page.split("?")[0] + (next === "en" ? "?lang=en" : "") + (fragment ? "#" + fragment : ""));
      }
    }
    document.dispatchEvent(new Event("khabar:language"));
  }

  // ---- drawer

  function drawer() {
    const box = document.getElementById("drawer");
    if (!box) return;
    const source = data("sources-data");
    const marks = all("main a.mark[data-s]").filter((m) => !m.closest(".notes"));
    let open = null; // { mark, notes, at }

    // Offsets count code points; JavaScript strings count UTF-16 units.
    const points = source.documents.map((d) => /[\ud800-\udfff]/.test(d.text) ? Array.from(d.text) : d.text);
    const cut = (doc, start, end) => {
      const piece = points[doc].slice(start, end);
      return typeof piece === "string" ? piece : piece.join("");
    };

    function pieces(article) {
      const length = points[article.document].length;
      const out = [];
      let at = 0;
      for (const [start, end] of article.spans) {
        if (start > at) out.push([at, start, false]);
        if (end > Math.max(at, start)) out.push([Math.max(at, start), end, true]);
        at = Math.max(at, end);
      }
      if (at < length) out.push([at, length, false]);
      return out;
    }

    const tongue = (text) => /[\u0600-\u06ff]/.test(text) ? { lang: "ar", dir: "rtl" } : { lang: "en", dir: "ltr" };

    function pageText(article, places, cues) {
      const body = make("div", { class: "page-text", ...tongue(source.documents[article.document].text), tabindex: "0" });
      const ranges = [];
      const others = { cue: [], dated: [] };
      for (const [start, end, own] of pieces(article)) {
        const text = cut(article.document, start, end);
        const node = document.createTextNode(text);
        const run = make("div", { class: own ? "run" : "run outside" }, node);
        const within = (spans) => spans.filter(([a, b]) => a < end && b > start);
        const lay = ([a, b]) => {
          const range = document.createRange();
          range.setStart(node, cut(article.document, start, Math.max(a, start)).length);
          range.setEnd(node, cut(article.document, start, Math.min(b, end)).length);
          return range;
        };
        const inside = within(places);
        ranges.push(...inside.map(lay));
        others.cue.push(...within(cues).map(lay));
        others.dated.push(...within(article.dated ? [article.dated] : []).map(lay));
        if (own || !text.trim()) body.append(run);
        else {
          const fold = make("details", { class: "junk" }, make("summary", {}, say("drawer.fold") + " — " + digits(text.trim().length)), run);
          fold.open = inside.length > 0;
          body.append(fold);
        }
      }
      return [body, ranges, others];
    }

    // The exact characters, the words that show a link of the chain, and the page's own date.
    function light(ranges, others) {
      if (window.CSS && CSS.highlights && window.Highlight) {
        CSS.highlights.set("evidence", new Highlight(...ranges));
        for (const [name, more] of Object.entries(others)) CSS.highlights.set(name, new Highlight(...more));
        return;
      }
      for (const range of ranges.reverse()) {
        const length = range.toString().length;
        const middle = range.startContainer.splitText(range.startOffset);
        middle.splitText(length);
        const mark = make("mark");
        middle.replaceWith(mark);
        mark.append(middle);
      }
    }

    function button(key, act, label) {
      const node = make("button", { type: "button", title: say(key), "aria-label": say(key) }, label || say(key));
      node.addEventListener("click", act);
      return node;
    }

    function draw() {
      const number = open.notes[open.at];
      const [key, start, end] = source.notes[number - 1];
      const article = source.articles[key];
      const file = source.documents[article.document];
      const places = open.notes.map((n) => source.notes[n - 1]).filter(([k]) => k === key).map(([, a, b]) => [a, b]);
      const cue = open.at === 0 && open.mark.dataset.cue;
      const [body, ranges, others] = pageText(article, places.length ? places : [[start, end]], cue ? [cue.split(" ").map(Number)] : []);
      const top = make("div", { class: "bar-top" });
      const several = open.notes.length > 1;
      top.append(make("span", { class: "grow" }, say("drawer.place", { n: digits(open.at + 1), m: digits(open.notes.length) })));
      if (several) {
        top.append(button("drawer.previous", () => turn(-1)), button("drawer.next", () => turn(1)));
      }
      top.append(button("drawer.close", close));
      const meta = make("p", { class: "meta" });
      for (const words of [article.outlet[language], article.date[language], article.basis[language]]) {
        if (words) meta.append(make("span", {}, foreign(words)));
      }
      const head = make("header", {}, top,
        make("h2", tongue(article.title || ""), article.title || ""), meta);
      const foot = make("footer", {},
        make("p", { class: "file" }, say("sources.file") + ": ", make("bdi", { dir: "auto" }, file.name)),
        make("p", { class: "file" }, say("sources.hash") + ": ", make("code", { dir: "ltr" }, "sha256:" + file.sha256)));
      if (article.url) {
        foot.prepend(make("p", { class: "file" }, say("sources.address") + ": ",
          make("a", { href: article.url, dir: "ltr", rel: "noreferrer noopener", target: "_blank" }, article.url)));
      }
      const keys = make("p", { class: "keys" }, say("drawer.keys"));
      foot.append(keys);
      if (open.mark.dataset.s) {
        keys.append(" ", make("a", { href: "#" + open.mark.dataset.s }, say("drawer.link")));
      }
      box.replaceChildren(head, body, foot);
      light(ranges, others);
      const first = places.findIndex(([a, b]) => a === start && b === end);
      const target = ranges[Math.max(first, 0)] || ranges[0];
      if (target) {
        const at = target.getBoundingClientRect();
        body.scrollTop += at.top - body.getBoundingClientRect().top - body.clientHeight / 3;
      }
    }

    function turn(by) {
      open.at = (open.at + by + open.notes.length) % open.notes.length;
      draw();
      one(".bar-top button", box).focus();
    }

    function show(mark, at = 0) {
      unmark();
      open = { mark, notes: mark.dataset.n.split(" ").map(Number), at };
      for (let node = mark.parentElement; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
      mark.setAttribute("aria-expanded", "true");
      const line = mark.closest(".assertion");
      if (line) line.classList.add("current");
      box.hidden = false;
      document.body.classList.add("drawer-open");
      draw();
      box.focus({ preventScroll: true });
      // On a phone the drawer covers the page's foot: what it speaks of stays in sight above it.
      const place = mark.getBoundingClientRect();
      const sheet = box.getBoundingClientRect();
      const free = sheet.top > 0 ? sheet.top : innerHeight;
      if (place.top < 40 || place.bottom > free - 20) scrollBy({ top: place.top - free * 0.4 });
    }

    function unmark() {
      if (!open) return;
      open.mark.removeAttribute("aria-expanded");
      for (const line of all(".assertion.current")) line.classList.remove("current");
    }

    function close() {
      if (!open) return;
      unmark();
      const mark = open.mark;
      open = null;
      box.hidden = true;
      box.replaceChildren();
      document.body.classList.remove("drawer-open");
      if (window.CSS && CSS.highlights) for (const name of ["evidence", "cue", "dated"]) CSS.highlights.delete(name);
      mark.focus({ preventScroll: true });
    }

    function walk(by) {
      let at = marks.indexOf(open.mark);
      if (at < 0) at = marks.findIndex((m) => open.mark.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING) - (by > 0 ? 1 : 0);
      const next = marks[at + by];
      if (next) show(next);
    }

    document.addEventListener("click", (event) => {
      const mark = event.target.closest("main a[data-n]");
      if (!mark) return;
      event.preventDefault();
      if (open && open.mark === mark) close();
      else show(mark);
    });
    document.addEventListener("keydown", (event) => {
      if (!open || event.altKey || event.ctrlKey || event.metaKey) return;
      const forward = language === "ar" ? "ArrowLeft" : "ArrowRight";
      const backward = language === "ar" ? "ArrowRight" : "ArrowLeft";
      if (event.key === "Escape") close();
      else if (event.key === forward || event.key === "ArrowDown") walk(1);
      else if (event.key === backward || event.key === "ArrowUp") walk(-1);
      else return;
      event.preventDefault();
    });
    document.addEventListener("khabar:language", () => { if (open) draw(); });

    // A link to an assertion opens what it is folded in; one that the page was opened with opens its source, too.
    function arrive(first) {
      const target = location.hash.startsWith("#s-") && document.getElementById(location.hash.slice(1));
      if (!target) return;
      for (let node = target.parentElement; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
      const mark = first && one(".mark[data-s]", target);
      if (mark) show(mark);
      else target.scrollIntoView({ block: "center" });
    }
    window.addEventListener("hashchange", () => arrive(false));
    arrive(true);
    window.addEventListener("beforeprint", () => { for (const fold of all("main details")) fold.open = true; });

    // An event of the timeline lights up what was said of it.
    for (const moment of all(".moment[data-lights]")) {
      const lights = moment.dataset.lights.split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
      const set = (on) => () => lights.forEach((node) => one("blockquote", node)?.classList.toggle("lit", on));
      for (const name of ["mouseenter", "focusin"]) moment.addEventListener(name, set(true));
      for (const name of ["mouseleave", "focusout"]) moment.addEventListener(name, set(false));
    }
  }

  // ---- filter of the index

  // The folding of khabar.text: one key for the many ways one Arabic word is written.
  const fold = (text) => text.toLowerCase()
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىیئ]/g, "ي").replace(/ؤ/g, "و").replace(/[ةۀە]/g, "ه").replace(/ک/g, "ك").replace(/گ/g, "ك")
    .replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0);

  function filter() {
    const form = one("form.filter");
    if (!form) return;
    form.hidden = false;
    const search = data("search-data").rows;
    const rows = all("ol.stories > li.row");
    const [name, outlet, from, to, found] = ["f-name", "f-outlet", "f-from", "f-to", "f-found"].map((id) => document.getElementById(id));
    function apply() {
      const wanted = fold(name.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        const has = search[i];
        const fits = wanted.every((w) => has.words.includes(w))
          && (!outlet.value || has.outlets.includes(outlet.value))
          && (!from.value || (has.to && has.to >= from.value))
          && (!to.value || (has.from && has.from <= to.value));
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      found.textContent = shown ? say("index.found", { shown: digits(shown), all: digits(rows.length) }) : say("index.none");
    }
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("khabar:language", apply);
    apply();
  }

  document.addEventListener("DOMContentLoaded", () => {
    words = data("words");
    const button = one("button.switch");
    button.hidden = false;
    button.addEventListener("click", () => speak(language === "ar" ? "en" : "ar"));
    drawer();
    filter();
    if (language !== "ar") speak(language);
  });
})();
