"""Pages in news style, read whole, for tests of what several of them tell together."""

from __future__ import annotations

from khabar.model import Article, Document, Named, Reading, Span
from khabar.pipeline import analyse, together

PLANNED = """قالت الرئاسة التونسية إن تونس ومالطا ستوقعان معاهدة شراكة لمدة عشر سنوات في 14 مارس 2025.
وسيزور رئيس مالطا تونس في 14 مارس 2025."""
LATER = "بحث البرلمان المالطي ملف الصيد في جلسة عادية."


def page(name: str, published: str | None, text: str) -> Reading:
    document = Document(name=name, sha256=name, text=text)
    return analyse(
        Article(
            id=name,
            number=1,
            document=document,
            spans=(Span(0, len(text)),),
            published=published,
            outlet=Named(id=f"outlet-{name}", name=f"صحيفة {name}"),
        )
    )


def read(*pages: tuple[str, str, str]) -> tuple[Reading, ...]:
    return together([page(*p) for p in pages])
