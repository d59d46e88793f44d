"""The CODECHECK manifest: the outputs that somebody who runs the report again should find, each in words.

Source: CODECHECK configuration file specification 1.0, https://codecheck.org.uk/spec/config/1.0/.
"""

from collections.abc import Iterator

import yaml

from copub.project import LANGUAGES
from copub.publish.papers.built import Built, both, worded

VERSION = "https://codecheck.org.uk/spec/config/1.0/"
NOTE = """\
# What a CODECHECK of this edition checks. The fields codechecker, report, certificate, summary and check_time belong to whoever
# checks it, and are left for them to add. manifest.json has the SHA-256 of every file named here.
"""


def codecheck(built: Built) -> str:
    """`codecheck.yml`: the paper, and a manifest of every figure in both languages, every data table and every file of facts."""
    cited = built.citation
    authors = [
        {"name": author.name} | ({"ORCID": author.orcid.rpartition("/")[2]} if author.orcid else {})
        for author in cited.authors
    ]
    paper = {"title": built.report, "authors": authors} | ({"reference": cited.reference} if cited.reference else {})
    outputs = [{"file": file, "comment": comment} for file, comment in _outputs(built)]
    content = {"version": VERSION, "paper": paper, "manifest": outputs}
    # The specification asks for the marker in front of everything, comments too.
    return f"---\n{NOTE}{yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)}"


def _outputs(built: Built) -> Iterator[tuple[str, str]]:
    """Each output with its comment; of a figure's drawings the wide one on a light ground, which the others repeat."""
    for section, figures in built.sections.items():
        for figure in figures:
            title = both(built.title(figure))
            for language in LANGUAGES:
                yield f"figures/{language}/{figure}.svg", title
            yield f"data/{figure}.csv", both(worded("paper.data", TITLE=built.title(figure)))
        yield f"facts/{section}.json", both(worded("paper.facts", TITLE=built.heading(section)))
