"""The press's own few words (buttons, headings of generated pages), side by side in `words.yml`."""

from functools import cache
from pathlib import Path

from copub import marked_yaml
from copub.languages.labels import Labels
from copub.project import LANGUAGES

PATH = Path(__file__).parent / "words.yml"


@cache
def words(language: str) -> Labels:
    """The press's words in one language, called like the book's labels: `words("zh")("figure.source")`."""
    content, _ = marked_yaml.load(PATH)
    texts = {f"{group}.{name}": both[language] for group, names in content.items() for name, both in names.items()}
    return Labels(language, texts)


def word_ids() -> dict[str, dict[str, str]]:
    """Every word by id with both languages."""
    return {label: {language: words(language)(label) for language in LANGUAGES} for label in words("en").ids()}
