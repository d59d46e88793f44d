"""The look of a page: templates, style, script, words of the theme, and the switch to the other language."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

import copub
from copub.publish.extension.material import material_of
from copub.publish.words import words

THEME = Path(__file__).parent.parent / "theme"
FONT = Path(copub.__file__).parent / "charts" / "fonts" / "NotoSansSC-GB2312.otf"


def register(app: Sphinx) -> None:
    """Put our templates before the theme's and our files beside its."""
    app.connect("config-inited", _dress, priority=100)
    # The theme renders its components at priority 500, and reads what we set here.
    app.connect("html-page-context", _page, priority=400)
    app.add_css_file("copub.css", priority=900)
    app.add_js_file("copub.js")


def _dress(app: Sphinx, config: Config) -> None:
    word = words(config.copub_language)
    config.templates_path = [str(THEME / "templates"), *config.templates_path]
    config.html_favicon = str(THEME / "static" / "favicon.svg")
    config.html_static_path = [*config.html_static_path, str(THEME / "static"), str(FONT)]
    config.html_theme_options = {
        **config.html_theme_options,
        "search_bar_text": word("site.search"),
        "toc_title": word("site.contents"),
    }
    config.nb_code_prompt_show, config.nb_code_prompt_hide = word("site.show_code"), word("site.hide_code")
    config.locale_dirs = [str(_translations(Path(app.doctreedir).parent / "locale")), *config.locale_dirs]


def _translations(folder: Path) -> Path:
    """Compile the words that Sphinx and the theme lack in Chinese; gettext reads only the compiled form."""
    for po in (THEME / "locale").rglob("*.po"):
        mo = folder / po.relative_to(THEME / "locale").with_suffix(".mo")
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as text, mo.open("wb") as compiled:
            write_mo(compiled, read_po(text))
    return folder


def _page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Words for the templates, a notice where data are invented, and the way to the page in every language of `copub_others`."""
    language = app.config.copub_language
    context["word"] = words(language)
    if material_of(app).edition["invented"] and "body" in context:
        context["body"] = f'<p class="invented" role="note">{words(language)("site.invented")}</p>\n{context["body"]}'
    up = "../" * pagename.count("/") + "../"
    others = [(other, f"{up}{other}/{pagename}.html") for other in app.config.copub_others]
    context["switches"] = [
        {
            "href": href,
            "code": words(other)("language.code"),
            "name": words(other)("language.name"),
            "title": words(other)("language.switch"),
            "language": other,
        }
        for other, href in others
    ]
    if others:
        here = [(language, f"{up}{language}/{pagename}.html")]
        context["metatags"] = context.get("metatags", "") + "".join(
            f'\n<link rel="alternate" hreflang="{words(other)("language.code")}" href="{href}">'
            for other, href in sorted(here + others)
        )
