"""Nouns and what hangs on them: how far a noun phrase reaches, and what may be skipped before it."""

from __future__ import annotations

from khabar.names.gazetteer import nisbas
from khabar.names.lexicon import in_lexicon, score
from khabar.statements.cues import CLAUSE, JOINERS, attribution_at, verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line

_ASIDE = 40
"""No aside or relative clause is followed further than so many tokens."""
PREPOSITIONS = words("prepositions")
_INFORMED = words("informed")
RELATIVE = words("relative")
RESUMING = words("resuming")
ADVERBS = words("adverbs")
_CARRIED = words("carried")
_PLURAL = ("ون", "ين", "ات", "اء")
_ADJECTIVAL = ("ي", "يه", "يون", "يين", "ون", "ين", "ه", "ات")
_ADJECTIVES = words("adjectives")
_RANK = words("ranks")
_LED_BY = words("led-by")
_ROOTED = words("waw-rooted")
_KIN = words("kin")


def skip_adverbs(line: Line, i: int, stop: int) -> int:
    """The first token at or after ``i`` that is no comma, time, adverb or prepositional phrase."""
    while i < stop:
        word = line.words[i]
        if word in "،,-–—" or line.clock[i] or word in ADVERBS:
            i += 1
        elif word == "(":
            i = next((k + 1 for k in range(i, min(stop, i + _ASIDE)) if line.words[k] == ")"), i + 1)
        elif word in _CARRIED and i > 0 and line.word(i - 1) not in RELATIVE:
            # «في بيان تلقت الوكالة نسخة منه»: a clause that only tells who carried the paper
            far = min(stop, i + _ASIDE)
            i = next((k for k in range(i, far) if line.words[k] in "،,:" or k in line.quotation), far)
        elif (own := attribution_at(line, i)) is not None and own[0].takes == "own":
            i = own[1]  # «على حد قوله»
        elif (word in PREPOSITIONS and line.name[i] is None) or _prefixed(line, i) or word in _LED_BY:
            i = _skip_prepositional(line, i, stop)
        else:
            break
    return i


def _prefixed(line: Line, i: int) -> bool:
    """Whether a preposition is written on the token («لرويترز»، «للصحفيين»، «بحسب»)."""
    name = line.name[i]
    if name is not None:
        return name.first == i and name.particle in ("ل", "ب", "لل", "بال", "ول", "وب")
    word = line.words[i]
    if word.startswith("لل") and len(word) > 3:
        return True
    if word.startswith("ب") and len(word) > 4 and source_noun(word) is None and _of_media(word[1:]):
        return True  # «على حسابه بموقع كذا»
    return word.startswith("ل") and len(word) > 4 and source_noun(word[1:]) is not None and source_noun(word) is None


def _of_media(word: str) -> bool:
    noun = source_noun(word)
    return noun is not None and noun.sense == "media"


def _skip_prepositional(line: Line, i: int, stop: int) -> int:
    """The token after the prepositional phrase at ``i``: its noun with what hangs on it."""
    name = line.name[i]
    if name is not None:
        return name.last + 1
    j = noun_end(line, i + 1 if line.words[i] in PREPOSITIONS else i, stop)
    while j < stop and (line.words[j] in RELATIVE or line.words[j] in PREPOSITIONS or line.clock[j]):
        if line.clock[j]:
            j += 1
        elif line.words[j] in RELATIVE:
            return next((k for k in range(j, min(stop, j + _ASIDE)) if line.words[k] in "،,"), j + 1)
        else:
            j = max(noun_end(line, j + 1, stop), j + 1)
    if j < stop and j > i:
        # «على لسان سفيرها فلان»: the office's holder is part of it
        holder, office = line.name[j], source_noun(line.words[j - 1])
        held = possessed(line.words[j - 1]) or (office is not None and office.sense == "person")
        if held and holder is not None and holder.first == j and holder.mention.type == "PER" and not holder.particle:
            j = holder.last + 1
    return max(j, i + 1)


def noun_end(line: Line, i: int, stop: int) -> int:
    """The token after the noun phrase at ``i``: a construct chain with its adjectives, no person's name after it."""
    j = i
    definite = False
    while j < stop:
        word = line.words[j]
        token = line.tokens[j]
        name = line.name[j]
        if token.kind == "open" and j not in line.quotation:
            j = next((k + 1 for k in range(j, min(stop, j + _ASIDE)) if line.tokens[k].kind == "close"), j + 1)
            definite = True
            continue
        if token.kind != "word" or (line.clock[j] and not (j == i + 1 and word in _RANK)):
            break
        if name is not None:
            if j > i and (name.first != j or name.particle not in ("", "ال")):
                break
            settled = j > i and (
                possessed(line.words[j - 1])
                or line.name[j - 1] is not None
                or (j > i + 1 and adjective(line.words[j - 1]))
            )
            known = (
                source_noun(line.words[j - 1]) is not None
                and line.words[j - 1].startswith("ال")
                and not adjective(word)
            )
            told = line.words[j - 1].endswith(("ون", "يين")) or line.words[j - 1] in nisbas()
            told = told or (line.words[j - 1].endswith("يه") and _of_many(line.words[i]))
            if j > i + 1 and not definite and told and source_noun(line.words[i]) is not None:
                break  # «اتهمت دول غربية موسكو»
            if definite and (name.mention.type == "PER" or settled or known):
                break
            j = name.last + 1
            definite = True
            continue
        if j > i and (_prefixed(line, j) or word in CLAUSE or word in RESUMING):
            break
        if j == i + 1 and _no_adverb(line.words[i], word):
            j += 1
            continue
        if j > i and (word in PREPOSITIONS or word in RELATIVE or word in ADVERBS or word in JOINERS):
            break
        if j > i and (verb_at(line, j) is not None or attribution_at(line, j) is not None):
            break
        if definite:
            if not (adjective(word) or _participle(line, i, j) or (word[0] == "و" and adjective(word[1:]))):
                break
            if _women(line, i, j) and not word.endswith(("ه", "ات")) and adjective(word):
                break  # «إعلان الحكومة المفاجئ»
            one = source_noun(line.words[i]) is not None and not any(map(_many, line.words[i:j]))
            if one and word.endswith(_PLURAL[:2]):
                break  # «حث الرئيس الناشطين على …»
        elif j > i and word.startswith("ال") and _unbound(line, i, j - 1):
            break
        elif word.startswith(("ال", "لل")) or possessed(word) or (j > i and len(word) > 5 and word.endswith("تها")):
            definite = True
        elif j > i and not _goes_on(line, i, j, stop):
            break
        j += 1
    return j


def _of_many(word: str) -> bool:
    """Whether a noun is a plural that takes a feminine adjective («دول»، «وسائل»)."""
    noun = source_noun(word)
    return noun is not None and noun.sense != "person" and word != noun.lemma and not word.endswith("ه")


def _participle(line: Line, i: int, j: int) -> bool:
    """Whether a feminine participle tells more of the body right before it («الهيئة المنظمة»)."""
    word, noun = line.text(j, j + 1), source_noun(line.words[i])
    body = j == i + 1 and noun is not None and noun.sense == "body" and line.text(i, j).endswith("ة")
    return body and word.startswith("الم") and word.endswith("ة") and len(word) > 5


def _women(line: Line, i: int, j: int) -> bool:
    """Whether all words of a phrase are feminine, so that no masculine adjective goes with them."""
    return all(line.text(k, k + 1).endswith("ة") for k in range(i, j))


def _no_adverb(head: str, word: str) -> bool:
    """Whether a word that is spelt like an adverb belongs to the noun before it («لاعب وسط»، «مصدر مطلع»)."""
    bare = head.removeprefix("ال").removeprefix("ل")
    return (word == "وسط" and bare == "لاعب") or (word == "مطلع" and bare in _INFORMED)


def _many(word: str) -> bool:
    """Whether a word is, or may be, of many."""
    noun = source_noun(word)
    return word.endswith(_PLURAL) or (noun is not None and noun.plural)


def _qualifier(word: str) -> bool:
    """Whether an indefinite word is an adjective for certain: of a country, or one of the usual."""
    return word in nisbas() or "ال" + word in _ADJECTIVES


def _unbound(line: Line, i: int, j: int) -> bool:
    """Whether the indefinite word at ``j`` of the phrase at ``i`` cannot own a definite noun after it.

    A sound plural that kept its «ن» («ناشطون»), or an adjective right after a person («مسؤول أميركي»).
    """
    word, noun, head = line.words[j], source_noun(line.words[j]), source_noun(line.words[i])
    if word.endswith(("ون", "يين")) and noun is not None and noun.plural:
        return True
    if j > i and head is not None and word in nisbas():
        return True  # «شخصيات عراقية النفوذ الأجنبي»
    if head is None or head.sense != "person" or noun is not None or j == i:
        return False
    if head.plural:
        return line.words[i].endswith("ون") and word.endswith("ون")
    return j == i + 1 and len(word) > 3 and line.text(j, j + 1).endswith("ي") and line.words[i] not in _KIN


def possessed(word: str) -> bool:
    """Whether a folded word is a source noun with a possessive pronoun («محاميها», «والدتهم»)."""
    for suffix in ("هما", "ها", "هم", "ه", "نا"):
        stem = word.removesuffix(suffix)
        if stem == word or len(stem) < 3 or source_noun(word) is not None:
            continue
        if source_noun(stem) is not None or (stem.endswith("ت") and source_noun(stem[:-1] + "ه") is not None):
            return True
    return False


def _goes_on(line: Line, i: int, j: int, stop: int) -> bool:
    """Whether the indefinite word at ``j`` goes on with the indefinite phrase at ``i``."""
    word, before = line.words[j], line.words[j - 1]
    owner = source_noun(before)
    named = j == i + 1 and owner is not None and owner.sense == "body" and score(word) > 2
    if named and not in_lexicon(word) and not in_lexicon(word[1:]):
        return True  # «شرطة ويلتشاير»
    if word[0] == "و" and len(word) > 3 and source_noun(word) is None and word not in _ROOTED:
        return False
    if j - 1 > i and _qualifier(before):  # after its adjective nothing but another goes with a noun
        return _qualifier(word) or word in _RANK or word.endswith(("ي", "يه", "ون", "ين"))
    plain = "ال" + word not in _ADJECTIVES and not word.endswith(("ي", "يه", "ان", "ين"))
    if all(line.words[k] in _KIN for k in range(i, j)) and (plain or score(word) > 0):
        return True  # «والد نورا»، «ابن عم فلان»
    if (word in _RANK and source_noun(before) is not None) or "ال" + word in _ADJECTIVES:
        return True
    if word.endswith(_ADJECTIVAL) and not possessed(word) and not word.endswith(("هم", "ها")):
        return True
    if before.endswith(_PLURAL[:2]) or (source_noun(word) is None and before.endswith(_ADJECTIVAL[2:6])):
        return False
    head = source_noun(before)
    of_people = head is not None and head.sense in ("person", "crowd")
    if j == i + 1 and of_people and len(word) > 3 and in_lexicon(word) and _ends_source(line, j + 1):
        return True  # «رجال أعمال»، «شاهد عيان»
    ahead = [line.words[k] for k in range(j + 1, min(stop, j + 4))]
    return j - i < 4 and (source_noun(word) is not None or any(w.startswith("ال") for w in ahead[:2]))


def _ends_source(line: Line, k: int) -> bool:
    """Whether what follows a source begins at ``k``: a clause, a preposition, a mark."""
    if k >= len(line) or line.tokens[k].kind != "word" or verb_at(line, k) is not None:
        return True
    return line.words[k] in CLAUSE or line.words[k] in PREPOSITIONS


def adjective(word: str) -> bool:
    """Whether a folded word after a definite noun looks like its adjective (a nisba, or one of the usual)."""
    if not word.startswith("ال"):
        return False
    if word.endswith(("ي", "يه", "يين", "يون", "يتين", "يان", "يات")) and len(word) > 4:
        return word not in ("التي", "الذي", "التخلي", "السعي", "التصدي", "التوالي", "التراضي", "الاراضي")
    return word in _ADJECTIVES
