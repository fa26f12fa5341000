"""Definite descriptions («الوزير», «الرئيس الأميركي», «الجانبان») resolved within the article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from khabar.model import Article, Mention

if TYPE_CHECKING:
    from khabar.names.page import Cast
    from khabar.names.recognise import Found, Page


def resolve(article: Article, page: Page, found: list[Found], cast: Cast) -> tuple[Mention, ...]:
    """The references of the article, in text order; one span may have several entries («الجانبان»)."""
    return tuple(sorted(_titled(page, found, cast), key=lambda m: (m.span, m.entity)))


def _titled(page: Page, found: list[Found], cast: Cast) -> Iterable[Mention]:
    """«وزير الخارجية الفرنسي جان-نويل بارو»: title and name as one noun phrase of the person."""
    text = page.words.view.source
    for item, id in zip(found, cast.ids, strict=True):
        if item.titled >= 0:
            title = page.titles_at[item.titled]
            span = page.words.span(title.first, title.skip, item.last)
            yield Mention(span=span, text=span.of(text), type="PER", entity=id, rule="title+name")
