"""The RO-Crate: the built edition described where it lies, with the run of each notebook as an action.

Source: RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1; Process Run Crate 0.5, https://w3id.org/ro/wfrun/process/0.5.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from copub.project import LANGUAGES
from copub.publish.files import sha256
from copub.publish.papers.built import Built, both, worded
from copub.publish.papers.citation import Author
from copub.publish.words import words

PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
SPDX = "https://spdx.org/licenses/"
# A term of the profile that RO-Crate 1.1 itself does not have.
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
FORMATS = {
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".yml": "application/yaml",
}
PARTS = (
    *(f"{language}/" for language in LANGUAGES),
    *("workings/", "figures/", "data/", "facts/", "tables/", "index.html", "manifest.json"),
)
SOFTWARE = "#copub"
Entity = dict[str, Any]
Reference = dict[str, str]


def crate(built: Built) -> str:
    """`ro-crate-metadata.json` for a built site."""
    # Slow to load, and needed by nothing else.
    from rocrate.rocrate import ROCrate

    made = ROCrate(version="1.1")
    made.metadata.extra_terms |= TERMS
    for name, value in _root(built).items():
        made.root_dataset[name] = value
    for entity in _described(built):
        made.add_jsonld(entity)
    text = json.dumps(made.metadata.generate(), ensure_ascii=False, indent=1, sort_keys=True)
    return text + "\n"


def run_of(section: str) -> str:
    """The id of the run of a section's notebook, in each paper that speaks of it."""
    return f"#run-{section}"


def parameter(name: str) -> str:
    """The id of a parameter of the edition."""
    return f"#parameter-{name}"


def notebook(section: str) -> str:
    """The page with the executed notebook of a section."""
    return f"workings/{section}.html"


def to(identifier: str) -> Reference:
    """A reference to another entity."""
    return {"@id": identifier}


def one_or_all(values: Iterable[Any]) -> Any:
    """A single value as itself, several as a list: RO-Crate asks for it."""
    listed = list(values)
    return listed[0] if len(listed) == 1 else listed


def _root(built: Built) -> Entity:
    cited, edition = built.citation, built.edition
    return {
        "name": built.report,
        "alternateName": cited.title,
        "description": _about(built),
        "version": f"{cited.version}, edition {edition['name']}",
        "datePublished": cited.released,
        "license": to(CC_BY),
        "author": one_or_all(to(_author(author)) for author in cited.authors),
        "keywords": ", ".join(cited.keywords),
        "inLanguage": [words(language)("language.code") for language in LANGUAGES],
        "conformsTo": to(PROFILE),
        "mainEntity": to(f"{LANGUAGES[0]}/index.html"),
        "hasPart": [to(path) for path in PARTS],
        "mentions": one_or_all(to(run_of(section)) for section in built.sections),
        "additionalProperty": [to(parameter(name)) for name in edition["parameters"]],
    }


def _about(built: Built) -> str:
    """What the numbers stand on: the public tables, as the abstract says, or a corpus, in plain words when it is invented."""
    corpus = built.edition["corpus"]
    if not corpus:
        return built.citation.abstract
    kind = "invented" if built.edition["invented"] else "records"
    return both(worded(f"paper.{kind}", CORPUS=built.label(f"source.{corpus}")))


def _described(built: Built) -> Iterator[Entity]:
    """Every entity beside the crate itself."""
    yield {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    yield from _licences(built)
    yield from _people(built)
    yield from _software(built)
    yield from _parameters(built)
    yield from _corpus(built)
    yield from _book(built)
    yield from _outputs(built)
    yield from _tables(built)
    for section, figures in built.sections.items():
        yield _run(built, section, figures)


def _licences(built: Built) -> Iterator[Entity]:
    yield {"@id": CC_BY, "@type": "CreativeWork", "name": "CC BY 4.0"}
    code = built.citation.licence
    yield {"@id": f"{SPDX}{code}", "@type": "CreativeWork", "name": code}
    given = {_licence(licence): licence for resource in built.resources.values() for licence in resource["licenses"]}
    for identifier, licence in given.items():
        yield {
            "@id": identifier,
            "@type": "CreativeWork",
            "name": licence["title"],
            "alternateName": licence["titles"]["zh"],
        }


def _people(built: Built) -> Iterator[Entity]:
    for author in built.citation.authors:
        kind = "Person" if author.is_person else "Organization"
        yield {"@id": _author(author), "@type": kind, "name": author.name}
    makers = {_maker(source): source for resource in built.resources.values() for source in resource["sources"]}
    for identifier, source in makers.items():
        name = source["organisation"]
        yield {
            "@id": identifier,
            "@type": "Organization",
            "name": name["en"],
            "alternateName": name["zh"],
            "url": source["path"],
        }


def _software(built: Built) -> Iterator[Entity]:
    told = built.manifest["copub"]
    changed = " The files differed from the commit." if told["changed"] else ""
    commit = {"identifier": told["commit"]} if told["commit"] else {}
    yield {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "copub",
        "description": f"The program that built this edition; the identifier is its commit.{changed}",
        "softwareVersion": told["version"],
        "license": to(f"{SPDX}{built.citation.licence}"),
        "softwareRequirements": f"Python {built.manifest['python']} and the packages that manifest.json lists, each at its version",
        **commit,
    }
    for section in built.sections:
        yield {
            **_file(built, notebook(section), name=both(worded("paper.notebook", TITLE=built.heading(section)))),
            "@type": ["File", "SoftwareSourceCode"],
            "programmingLanguage": "Python",
            "version": built.edition["keys"][section],
            "softwareRequirements": to(SOFTWARE),
            "license": to(f"{SPDX}{built.citation.licence}"),
        }


def _parameters(built: Built) -> Iterator[Entity]:
    for name, value in built.edition["parameters"].items():
        labels = both(built.label(f"parameter.{name}"))
        yield {
            "@id": parameter(name),
            "@type": "PropertyValue",
            "name": name,
            "description": labels,
            "value": value if isinstance(value, int | str) else json.dumps(value),
        }


def _corpus(built: Built) -> Iterator[Entity]:
    """The corpus or harvest that the edition was made from, of which the site may hold tables and never holds records."""
    corpus = built.edition["corpus"]
    if corpus:
        yield {
            "@id": _corpus_id(corpus),
            "@type": "CreativeWork",
            "name": both(built.label(f"source.{corpus}")),
            "description": _about(built),
        }


def _book(built: Built) -> Iterator[Entity]:
    yield _file(built, "index.html", name=built.report)
    yield _file(built, "manifest.json", name="Checksums of inputs and outputs, versions of all packages")
    for language in LANGUAGES:
        code = words(language)("language.code")
        title = built.heading(built.pages[0])[language]
        files = {f"{language}/{slug}.html": slug for slug in built.pages}
        yield _folder(f"{language}/", title, files) | {"inLanguage": code}
        for file, slug in files.items():
            yield _file(built, file, name=built.heading(slug)[language]) | {"inLanguage": code}
    yield _folder("workings/", "Executed notebooks", [notebook(section) for section in built.sections])


def _outputs(built: Built) -> Iterator[Entity]:
    yield _folder("figures/", "Figures in both languages", built.files("figures"))
    yield _folder("data/", "Data under the figures", built.files("data"))
    yield _folder("facts/", "Facts that the pages quote", built.files("facts"))
    for section, figures in built.sections.items():
        yield _file(built, f"facts/{section}.json", name=both(worded("paper.facts", TITLE=built.heading(section))))
        for figure in figures:
            yield _file(built, f"data/{figure}.csv", name=both(worded("paper.data", TITLE=built.title(figure))))
            for file in _drawings(built, [figure]):
                language = PurePosixPath(file).parent.name
                code = words(language)("language.code")
                yield _file(built, file, name=built.title(figure)[language]) | {
                    "inLanguage": code,
                    "isBasedOn": to(f"data/{figure}.csv"),
                }


def _tables(built: Built) -> Iterator[Entity]:
    files = built.files("tables")
    yield _folder("tables/", "Tables that the numbers are computed from", files)
    for file in files:
        resource = built.resources.get(file)
        if resource is None:
            yield _file(built, file, name=PurePosixPath(file).name)
            continue
        makers = dict.fromkeys(_maker(source) for source in resource["sources"])
        yield _file(built, file, name=both(resource["titles"])) | {
            "description": resource["description"],
            "license": one_or_all(to(_licence(licence)) for licence in resource["licenses"]),
            "sourceOrganization": one_or_all(map(to, makers)),
            "citation": one_or_all(dict.fromkeys(source["title"] for source in resource["sources"])),
        }


def _run(built: Built, section: str, figures: list[str]) -> Entity:
    given = [parameter(name) for name in built.edition["sections"][section]]
    corpus = [_corpus_id(built.edition["corpus"])] if built.edition["corpus"] else []
    results = [f"facts/{section}.json", *(f"data/{figure}.csv" for figure in figures), *_drawings(built, figures)]
    objects = [*built.tables_of(section), *corpus, *given]
    return {
        "@id": run_of(section),
        "@type": "CreateAction",
        "name": both(worded("paper.run", TITLE=built.heading(section))),
        "description": "The notebook was run once with the parameters of the edition; figures were drawn in both languages.",
        "instrument": to(notebook(section)),
        "result": one_or_all(map(to, results)),
    } | ({"object": one_or_all(map(to, objects))} if objects else {})


def _drawings(built: Built, figures: Iterable[str]) -> list[str]:
    """Every drawing of the figures: each language, ground and width."""
    names = set(figures)
    return [file for file in built.files("figures") if PurePosixPath(file).name.partition(".")[0] in names]


def _file(built: Built, path: str, *, name: str) -> Entity:
    """A file of the site."""
    place = built.site / path
    return {
        "@id": path,
        "@type": "File",
        "name": name,
        "encodingFormat": FORMATS[place.suffix],
        "contentSize": str(place.stat().st_size),
        "sha256": sha256(place),
    }


def _folder(path: str, name: str, files: Iterable[str]) -> Entity:
    return {"@id": path, "@type": "Dataset", "name": name} | (
        {"hasPart": parts} if (parts := one_or_all(map(to, files))) else {}
    )


def _author(author: Author) -> str:
    return author.orcid or f"#author-{_slug(author.name)}"


def _maker(source: dict[str, Any]) -> str:
    """Who made a public table, by the family of its releases: `ncses`, `openalex`."""
    return f"#maker-{source['release'].partition('-')[0]}"


def _licence(licence: dict[str, Any]) -> str:
    return str(licence.get("path") or f"#licence-{_slug(licence['name'])}")


def _corpus_id(corpus: str) -> str:
    return f"#corpus-{_slug(corpus)}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
