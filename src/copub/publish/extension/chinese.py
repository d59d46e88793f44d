"""Chinese pages: lines join without a space, and search finds any two neighbouring characters."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.zh import SearchChinese

from copub.publish.extension.marks import unmarked

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Han characters and the punctuation that goes with them.
WIDE = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef\u2018-\u201d]")
RUN = re.compile(rf"[{HAN}]+")


def bigrams(text: str) -> list[str]:
    """Every two neighbouring Han characters: `国际合作` -> 国际, 际合, 合作; a character that stands alone is its own word."""
    return [run[at : at + 2] for run in RUN.findall(text) for at in range(max(len(run) - 1, 1))]


class SearchByBigrams(SearchChinese):
    """Index and query are cut alike, so any phrase of two or more characters is found, without a dictionary."""

    js_splitter_code = """
function splitQuery(query) {
  const words = query.match(/[a-zA-Z0-9_]+/g) || [];
  for (const run of query.match(/[HAN]+/g) || []) {
    if (run.length === 1) words.push(run);
    for (let at = 0; at + 1 < run.length; at++) words.push(run.slice(at, at + 2));
  }
  return words;
}
""".replace("HAN", HAN)

    def split(self, input: str) -> list[str]:
        """The words of a text."""
        input = unmarked(input)
        latin = self.latin1_letters.findall(input)
        self.latin_terms.extend(latin)
        return latin + bigrams(input)


def register(app: Sphinx) -> None:
    """Replace Sphinx's Chinese search and join broken lines."""
    app.add_search_language(SearchByBigrams)
    app.connect("doctree-read", _join_lines)


def _join_lines(app: Sphinx, doctree: nodes.document) -> None:
    """A line break in the source is a space in English; beside a Chinese character it is nothing."""
    if app.config.copub_language != "zh":
        return
    for text in list(doctree.findall(nodes.Text)):
        parent = text.parent
        if text.astext() != "\n" or isinstance(parent, nodes.literal_block):
            continue
        at = parent.index(text)
        before = unmarked(parent[at - 1].astext())[-1:] if at else ""
        after = unmarked(parent[at + 1].astext())[:1] if at + 1 < len(parent) else ""
        if WIDE.match(before) or WIDE.match(after):
            parent.remove(text)
