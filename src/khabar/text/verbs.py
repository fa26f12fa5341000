"""The finite forms of Arabic verbs from two citation forms, folded: what tables of verbs are matched by.

Only the third person is made, since that is how news reports: masculine and feminine, singular, dual, plural,
perfect and imperfect (with the endings of the subjunctive and jussive). A weak last letter is told by its look:
«ى» (folded ي) and «ا» lose it before endings as the grammar has it.
"""

from __future__ import annotations

from khabar.text.folding import fold


def perfect(past: str) -> tuple[str, ...]:
    """The third-person forms of a perfect given as «وقّع», folded: وقع وقعت وقعا وقعتا وقعوا وقعن."""
    base = fold(past)
    if base.endswith(("ي", "ا")) and past[-1] in "ىا":
        stem = base[:-1]
        weak = stem + ("ي" if base.endswith("ي") else "و")
        return (base, stem + "ت", weak + "ا", stem + "تا", stem + "وا", weak + "ن")
    return (base, base + "ت", base + "ا", base + "تا", base + "وا", base + "ن")


def imperfect(present: str) -> tuple[str, ...]:
    """The third-person forms of an imperfect given as «يوقّع», folded: يوقع توقع يوقعان توقعان يوقعون يوقعوا …"""
    base = fold(present)
    if not base.startswith("ي"):
        return (base,)
    stem = base[1:]
    weak = stem[:-1] if stem.endswith(("ي", "و", "ا")) else stem
    dual = weak + "ي" if stem.endswith(("ي", "ا")) and weak != stem else stem
    forms = ["ي" + stem, "ت" + stem]
    for prefix in ("ي", "ت"):
        forms += [prefix + dual + "ان", prefix + dual + "ا"]
    forms += ["ي" + weak + "ون", "ي" + weak + "وا", "ي" + dual + "ن"]
    if weak != stem:
        forms += ["ي" + weak, "ت" + weak]
    return tuple(dict.fromkeys(forms))
