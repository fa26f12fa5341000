"""What a speaker does by speaking: by the verb, and by the substance where the verb is a plain one."""

from __future__ import annotations

import re

from khabar.model import Act
from khabar.statements.lexicon import Form
from khabar.statements.lines import Line

_URGE = re.compile(r"(?:^| )(?:يجب|ينبغي|يتعين|يتوجب|لا بد|لابد|من الضروري|من الواجب|تجب) ")
_DENY = re.compile(
    r"(?:^| )(?:ليس موجه\w*|ليست موجهه|لا صحه|لا اساس|عار عن الصحه|عاريه عن الصحه|غير صحيح\w*|ليس صحيحا) ?"
)
_PLAIN = frozenset(("say", "announce", "affirm"))


def act_of(form: Form, line: Line, first: int, stop: int) -> Act:
    """The act of a statement whose verb is ``form`` and whose content lies at tokens ``first`` to ``stop``."""
    if form.act not in _PLAIN:
        return form.act
    content = " ".join(line.words[first:stop]) + " "
    if _DENY.search(content):
        return "deny"
    if form.act == "say" and _URGE.search(content[:60]):
        return "urge"
    return form.act
