"""``khabar inspect``: what Khabar makes of a page, piece by piece."""

from __future__ import annotations

import html
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.model import Article, Document
from khabar.pages.segments import Segment, segments

_STYLES = {"title": "bold cyan", "body": "", "date": "bold green", "junk": "dim red", "none": "dim"}
_LABEL_WIDTH = 26
_CSS = """
body{margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222;background:#fffdf8}
body{font:1.05rem/1.9 "Noto Naskh Arabic","Amiri",serif}
table{border-collapse:collapse;margin-bottom:1.5rem;font-family:sans-serif;font-size:.85rem}
th{text-align:start;vertical-align:top;padding-inline-end:1.2rem;color:#666;font-weight:normal}
p{margin:.3rem 0;display:flex;gap:1rem}p>span:first-child{flex:1}
small{font:.72rem/2 sans-serif;color:#888;direction:ltr;unicode-bidi:isolate;white-space:nowrap}
.title{font-weight:bold;font-size:1.35rem;color:#0b4f6c}.date{color:#1a7f37;font-weight:bold}
.junk{color:#b3543f;background:#fbeee9}.none{color:#999}h2{font:bold 1rem sans-serif;margin-top:2.5rem}
"""


@click.command("inspect")
@click.argument("paths", nargs=-1, required=True)
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write an HTML page instead of the terminal.")
@input_options
def command(paths: tuple[str, ...], page: Path | None, run: Run) -> None:
    """Show a page as Khabar reads it: title, dates, body, and each piece of junk with the rule that named it.

    PATHS are as for extract. Pages without an article are shown too, as they were read.
    """
    shown = [(document, articles) for document, articles in run.documents() if document.text]
    if page and shown:
        with output(page) as file:
            file.write(_page(shown).encode("utf-8"))
    else:
        for document, articles in shown:
            _print(document, articles)
    run.finish()


def facts(article: Article) -> list[tuple[str, str]]:
    """What is known of an article besides its text, as (what, value), in words."""
    dates = [
        f"{d.value} {d.origin}" + (f" ({d.flag})" if d.flag else "")
        for d in sorted(article.dates, key=lambda d: d.value)
    ]
    known = [
        ("title", article.title),
        ("outlet", article.outlet and article.outlet.name),
        (
            "published",
            article.published and f"{article.published} ({article.published_basis}: {article.published_why})",
        ),
        ("dates", ", ".join(dict.fromkeys(dates))),
        ("author", article.author),
        ("section", article.section),
        ("place", article.dateline and article.dateline.name),
        ("credits", ", ".join(c.name for c in article.credits)),
        ("language", article.language),
        ("url", article.url),
    ]
    return [(what, value) for what, value in known if value]


def _label(segment: Segment) -> str:
    return f"{segment.kind}: {segment.rule}" if segment.rule else segment.kind


def _print(document: Document, articles: Sequence[Article]) -> None:
    """A page on the terminal: a label before each line, so that it can be read without colours too."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    about = f"{document.name}  ({document.format}, {document.encoding}, {len(articles)} articles)"
    console.print(Text(about, style="bold"))
    for article in articles:
        for what, value in facts(article):
            console.print(Text(f"  {what:10} {value}"))
        console.print()
    for segment in segments(document, articles):
        for line in segment.span.of(document.text).splitlines():
            if line.strip():
                label = Text(f"{_label(segment):{_LABEL_WIDTH}} ", style="dim")
                console.print(label + Text(line.strip(), style=_STYLES[segment.kind]))
    console.print()


def _page(shown: Sequence[tuple[Document, Sequence[Article]]]) -> str:
    """The pages as one HTML page that needs nothing else."""
    out = ['<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>khabar inspect</title>']
    out.append(f"<style>{_CSS}</style></head><body>")
    for document, articles in shown:
        out.append(f'<h2 dir="ltr">{html.escape(document.name)} · {document.format} · {document.encoding}</h2>')
        for article in articles:
            rows = (f"<tr><th>{what}</th><td dir=auto>{html.escape(value)}</td></tr>" for what, value in facts(article))
            out.append(f"<table dir=ltr>{''.join(rows)}</table>")
        for segment in segments(document, articles):
            label = html.escape(_label(segment))
            for line in segment.span.of(document.text).splitlines():
                if line.strip():
                    words = html.escape(line.strip())
                    out.append(f"<p class={segment.kind}><span dir=auto>{words}</span><small>{label}</small></p>")
    out.append("</body></html>\n")
    return "\n".join(out)
