"""The field's terms, both languages side by side, each with its meaning."""

from dataclasses import dataclass
from pathlib import Path

from copub import marked_yaml
from copub.errors import CopubError
from copub.project import LANGUAGES

PARTS = {f"{part}{language}" for part in ("", "meaning_") for language in LANGUAGES}


@dataclass(frozen=True)
class Term:
    """One term: its id, its word in each language, and what it means in each."""

    id: str
    en: str
    zh: str
    meaning_en: str
    meaning_zh: str


def load_glossary(root: Path) -> list[Term]:
    """All terms of `book/glossary.yml`, in the order of the file; a term that lacks a part is refused."""
    path = root / "book" / "glossary.yml"
    content, lines = marked_yaml.load(path)
    terms = []
    for name, parts in (content or {}).items():
        absent = PARTS - {key for key, text in (parts or {}).items() if str(text).strip()}
        surplus = set(parts or {}) - PARTS
        if absent or surplus:
            raise CopubError(
                f"term `{name}` "
                + (
                    f"lacks {', '.join(sorted(absent))}"
                    if absent
                    else f"has an unknown part {', '.join(sorted(surplus))}"
                ),
                where=f"{path}:{lines[(str(name),)]}",
                do=f"give it exactly {', '.join(sorted(PARTS))}",
            )
        terms.append(Term(id=str(name), **parts))
    return terms
