"""Bytes → documents → articles.

``sources`` are the files behind the user's paths, ``documents`` their pages (one reader for each kind of input,
:mod:`khabar.pages.readers`), ``articles`` what each page holds.
"""

from __future__ import annotations

from khabar.pages.assemble import articles
from khabar.pages.profile import NO_PROFILE, Profile, load_profile
from khabar.pages.readers import Options
from khabar.pages.readers.page import document
from khabar.pages.readers.record import roles
from khabar.pages.repeated import without_repeated
from khabar.pages.sources import NO_OPTIONS, Source, documents, sources

__all__ = [
    "NO_OPTIONS",
    "NO_PROFILE",
    "Options",
    "Profile",
    "Source",
    "articles",
    "document",
    "documents",
    "load_profile",
    "roles",
    "sources",
    "without_repeated",
]
