"""A text in blocks: headings, paragraphs, items, cells, captions. Plain text, Markdown and HTML; each block knows its line."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from copub.errors import CopubError

SUFFIXES = (".html", ".htm", ".md", ".txt")
HTML_KINDS = {f"h{level}": "heading" for level in range(1, 7)} | {
    "p": "paragraph",
    "li": "item",
    "td": "cell",
    "th": "cell",
    "dt": "term",
    "dd": "item",
    "figcaption": "caption",
    "caption": "caption",
    "summary": "heading",
}
MARKDOWN_KINDS = {"heading_open": "heading", "td_open": "cell", "th_open": "cell", "list_item_open": "item"}
CHINESE_SIGN = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
# The last line is long and ends in the middle of a sentence.
BROKEN_OFF = re.compile(r"(?:^|\n)[^\n\u4e00-\u9fff]{60,}[^.!?:;)\s]$")
PART = re.compile(r"^\s*(?P<n>\d{1,2})\.\s*(?=[^\W\d_])\S.{0,40}$")


@dataclass(frozen=True)
class Block:
    """One block: the label or place of its section, what it is, its words on one line, and where each printed line begins."""

    file: str
    section: str
    kind: str
    text: str
    line: int
    begins: tuple[int, ...] = (0,)

    def at(self, place: int) -> str:
        """`file:line` of a place in the text."""
        return f"{self.file}:{self.line + bisect_right(self.begins, place) - 1}"


def blocks_of(path: Path) -> list[Block]:
    """The blocks of a file, in order; raises CopubError for a file that is none of `SUFFIXES`, or not UTF-8."""
    readers = {".html": _html, ".htm": _html, ".md": _markdown, ".txt": _plain}
    if path.suffix not in readers:
        raise CopubError("not a text that can be read", where=str(path), do=f"give one of {', '.join(SUFFIXES)}")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CopubError(f"it cannot be read: {error}", where=str(path), do="give a text in UTF-8") from None
    return list(readers[path.suffix](text, str(path)))


def _block(file: str, section: str, kind: str, lines: list[str], line: int) -> Block:
    text, begins = "", []
    for printed in lines:
        words = re.sub(r"\s+", " ", printed).strip()
        # A line that breaks inside Chinese breaks no word.
        wide = text and words and re.match(CHINESE_SIGN, text[-1]) and re.match(CHINESE_SIGN, words)
        text += "" if not text or wide else " "
        begins.append(len(text))
        text += words
    return Block(file, section, kind, text, line, tuple(begins))


def _plain(text: str, file: str) -> Iterator[Block]:
    """Paragraphs end at an empty line; `3.Title` on a line by itself begins section 3; a bullet begins an item.

    A full line that ends no sentence goes on after an empty one: text taken out of a PDF is often spaced double.
    """
    section, lines, begun, kind = "", list[str](), 1, "paragraph"
    for number, line in enumerate([*text.split("\n"), "•"], 1):
        heading, bullet = PART.match(line), line.lstrip().startswith("•")
        ended = lines and not lines[-1].strip() and not BROKEN_OFF.search("\n".join(lines).rstrip())
        if lines and (heading or bullet or (ended and line.strip())):
            yield _block(file, section, kind, lines, begun)
            lines = []
        if heading:
            section = heading["n"]
            yield _block(file, section, "heading", [line], number)
        elif lines or line.strip():
            if not lines:
                begun, kind = number, "item" if bullet else "paragraph"
            lines.append(line)


def _markdown(text: str, file: str) -> Iterator[Block]:
    parser = (
        MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(myst_block_plugin).use(colon_fence_plugin)
    )
    yield from _markdown_blocks(parser, parser.parse(text), file, "", 1)


def _markdown_blocks(parser: MarkdownIt, tokens: list[Token], file: str, section: str, line: int) -> Iterator[Block]:
    label, headings, inside = "", 0, ["paragraph"]
    for token in tokens:
        begins = line + (token.map[0] if token.map else 0)
        if token.type == "myst_target":
            label = token.content
        elif token.type == "heading_open":
            headings += 1
            section, label = label or f"heading {headings}", ""
        if token.type in MARKDOWN_KINDS:
            inside.append(MARKDOWN_KINDS[token.type])
        elif token.type.removesuffix("_close") + "_open" in MARKDOWN_KINDS:
            inside.pop()
        elif token.type == "colon_fence":
            yield from _markdown_blocks(parser, parser.parse(token.content), file, section, begins + 1)
        elif token.type == "inline":
            yield _block(file, section, inside[-1], token.content.split("\n"), begins)


def _html(text: str, file: str) -> Iterator[Block]:
    """What a reader reads: without code, scripts and navigation; a picture's alternative text once."""
    page = BeautifulSoup(text, "html.parser")
    for unread in page.select("script, style, pre, nav, head, a.headerlink"):
        unread.decompose()
    sections, heard, section = 0, set[tuple[str, str]](), ""
    for tag in (page.select_one("article") or page.select_one("main") or page).find_all(
        [*HTML_KINDS, "img", "section"]
    ):
        if tag.name == "section" or tag.name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            home = tag if tag.name == "section" else tag.find_parent("section")
            sections += tag.name != "section" and home is None
            section = str((home or tag).get("id") or f"heading {sections}")
        if tag.name == "dt" and tag.get("id"):  # a glossary stands in the order of its language
            section = str(tag["id"])
        if tag.name == "img" and tag.get("alt") and (section, str(tag["alt"])) not in heard:
            heard.add((section, str(tag["alt"])))
            yield _block(file, section, "alternative text", [str(tag["alt"])], tag.sourceline or 1)
        if tag.name in HTML_KINDS and tag.find(list(HTML_KINDS)) is None:
            yield _block(file, section, _html_kind(tag), tag.get_text().split("\n"), tag.sourceline or 1)


def _html_kind(tag: Tag) -> str:
    """A paragraph inside an item, a cell or a caption is that item, cell or caption."""
    for around in [tag, *tag.parents]:
        if around.name in {"section", "article", "body"}:
            break
        if around.name in HTML_KINDS and around.name != "p":
            return HTML_KINDS[around.name]
    return HTML_KINDS[tag.name]
