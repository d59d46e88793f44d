"""Short words side by side in both languages, under an id.

`book/labels.yml` nests them; a leaf is a mapping with exactly `en` and `zh`. Countries, blocs, regions and fields have their
names in `data/reference` and are found as `place.<CODE>` (axes), `place_in_sentence.<CODE>` and `field.<slug>`; a corpus whose tables
are there is named as a source, `source.<corpus>`, by what its records are.
There is no silent fallback: a label without both languages is refused when the file is loaded.
"""

from pathlib import Path
from typing import Any

from copub import marked_yaml, releases
from copub.errors import CopubError, nearest
from copub.project import LANGUAGES
from copub.reference import countries, fields, units


class Labels:
    """The words of one language: `say("figure.china_output.title")`."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language, self._texts = language, texts

    def __call__(self, label: str) -> str:
        """The text of a label; an unknown id is refused with the nearest one."""
        if label not in self._texts:
            raise CopubError(
                f"no label `{label}`.{nearest(label, self._texts)}",
                where=f"book/labels.yml, asked for in language `{self.language}`",
                do="add the label with both languages, or mend the id",
            )
        return self._texts[label]

    def __contains__(self, label: object) -> bool:
        return label in self._texts

    def ids(self) -> list[str]:
        """All label ids, sorted."""
        return sorted(self._texts)


def load_labels(root: Path) -> dict[str, Labels]:
    """Both languages' labels: the book's own, and the names of places and fields."""
    path = root / "book" / "labels.yml"
    content, lines = marked_yaml.load(path)
    texts: dict[str, dict[str, str]] = {}
    _flatten(content or {}, (), texts, lines, path)
    _add_reference(texts)
    _add_corpora(texts, root)
    return {
        language: Labels(language, {label: both[language] for label, both in texts.items()}) for language in LANGUAGES
    }


def _flatten(
    node: Any, at: tuple[str, ...], texts: dict[str, dict[str, str]], lines: marked_yaml.Lines, path: Path
) -> None:
    label, where = ".".join(at), f"{path}:{lines.get(at, 1)}"
    if not isinstance(node, dict) or not node:
        raise CopubError(f"`{label}` is not a label", where=where, do="write `{en: …, zh: …}` or a group of labels")
    if set(node) & set(LANGUAGES):
        if set(node) != set(LANGUAGES) or not all(isinstance(text, str) and text.strip() for text in node.values()):
            raise CopubError(
                f"label `{label}` lacks a language or has a word too many: {sorted(node)}",
                where=where,
                do="give it exactly `en` and `zh`",
            )
        texts[label] = node
        return
    for key, child in node.items():
        _flatten(child, (*at, str(key)), texts, lines, path)


def _add_reference(texts: dict[str, dict[str, str]]) -> None:
    for table in (countries(), units()):
        for row in table.to_dict("records"):
            texts[f"place.{row['code']}"] = {"en": row["en"], "zh": row["zh"]}
            texts[f"place_in_sentence.{row['code']}"] = {"en": row["en_in_sentence"], "zh": row["zh"]}
    for row in fields().to_dict("records"):
        texts[f"field.{row['field']}"] = {"en": row["en"], "zh": row["zh"]}
    for label in [label for label in texts if label.startswith("area.")]:
        texts.setdefault(label.replace("area.", "field."), texts[label])


def _add_corpora(texts: dict[str, dict[str, str]], root: Path) -> None:
    for corpus in releases.corpora(root):
        about = releases.about(root, corpus) or {}
        kind = "invented" if about["invented"] else "harvest" if "harvested" in about else "records"
        named = texts.get(f"corpus.{kind}", {})
        texts[f"source.{corpus}"] = {
            language: text.replace("SOURCE", about["source"]).replace("CORPUS", corpus)
            for language, text in named.items()
        }
