"""The front door: `copub build` makes the whole site; the other commands do one step or help to write."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from copub.errors import CopubError, nearest
from copub.project import find_root

EDITION = Path("data/editions/2022.yml")
SITE = Path("_build/site")

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="An open, bilingual, recomputable report on who does research with whom. Add --debug to any command for a traceback.",
)
new = typer.Typer(no_args_is_help=True, help="Begin something new.")
cleaning = typer.Typer(no_args_is_help=True, help="Make files fit for git.")
app.add_typer(new, name="new")
app.add_typer(cleaning, name="clean")

EditionArgument = Annotated[Path, typer.Argument(help="the edition's file", show_default=str(EDITION))]
To = Annotated[Path, typer.Option(help="where the site goes")]
Quiet = Annotated[bool, typer.Option("--quiet", help="say nothing unless something is wrong")]
StrictClaims = Annotated[
    bool, typer.Option("--strict-claims", help="write no site while the facts do not bear out one of its sentences")
]


@app.command()
def build(
    edition: EditionArgument = EDITION, to: To = SITE, strict_claims: StrictClaims = False, quiet: Quiet = False
) -> None:
    """Run what has changed, build both languages, write the site."""
    run(edition, [], quiet)
    publish(to, strict_claims, quiet)


@app.command()
def run(
    edition: EditionArgument = EDITION,
    sections: Annotated[list[str] | None, typer.Argument(help="only these; default: all")] = None,
    quiet: Quiet = False,
) -> None:
    """Run the notebooks whose material has changed."""
    from copub.editions import load_edition
    from copub.publish.progress import progress
    from copub.publish.run import run as run_notebooks

    root = find_root()
    with progress(quiet=quiet) as report:
        run_notebooks(root, load_edition(_edition_path(root, edition)), sections or [], report=report)


@app.command()
def publish(to: To = SITE, strict_claims: StrictClaims = False, quiet: Quiet = False) -> None:
    """Build both languages from the last run and write the site."""
    from copub.publish.claims import summary
    from copub.publish.progress import progress
    from copub.publish.site import publish as publish_site

    root = find_root()
    with progress(quiet=quiet) as report:
        place = to if to.is_absolute() or to != SITE else root / to
        site = publish_site(root, place, strict_claims=strict_claims, report=report)
    false, counted = summary(root)
    for one in false:
        print(one, file=sys.stderr)
    if not quiet:
        print(*counted, f"The site is ready: {site / 'index.html'}", sep="\n")


@app.command()
def check() -> None:
    """Compare both languages, names, notebooks and parameters, without building."""
    from copub.publish.check import check as find_faults

    faults = find_faults(find_root())
    for fault in faults:
        print(f"{fault.where}: {fault.what} Do: {fault.do}.", file=sys.stderr)
    if faults:
        raise typer.Exit(1)
    print("All is well.")


@app.command("check-numbers")
def check_numbers(
    a: Annotated[Path, typer.Argument(help="a text (.html, .md, .txt), or a folder of pages")],
    b: Annotated[
        Path | None,
        typer.Argument(help="the same in the other language; without it A holds both, and its multiples are checked"),
    ] = None,
) -> None:
    """Compare the numbers of an English and a Chinese text, block by block."""
    from copub.audit.numerals.blocks import blocks_of
    from copub.audit.numerals.checking import check, misread_multiples

    differences = check(a, b) if b else misread_multiples(blocks_of(a))
    for difference in differences:
        print(difference)
    if differences:
        print(f"Differences: {len(differences)}")
        raise typer.Exit(1)
    print("Both say the same numbers." if b else "No multiple is contradicted.")


@app.command()
def parameters() -> None:
    """List what each notebook can be given."""
    from copub.publish.notebooks import declared, notebook_paths

    for slug, path in notebook_paths(find_root()).items():
        print(f"{slug}")
        for parameter in declared(path).values():
            print(f"  {parameter.name}: {parameter.type} = {parameter.default}  # {parameter.meaning}")


@app.command()
def ingest(
    source: Annotated[str, typer.Argument(help="openalex, wos or scopus; incites for a table of indicators")],
    paths: Annotated[list[str], typer.Argument(help="its files, folders with files, or s3://bucket/prefix (openalex)")],
    to: Annotated[str, typer.Option(help="name of the corpus, a folder of data/corpora")],
    workers: Annotated[int | None, typer.Option(min=1, help="processes; default: one a processor")] = None,
    quiet: Quiet = False,
) -> None:
    """Read records into a corpus, and say what became of each."""
    root = find_root()
    if source == "incites":
        from copub.corpus.incites.importing import import_tables

        imported = import_tables([Path(path) for path in paths], to, root)
        if not quiet:
            print(imported.summary())
        return
    from copub.corpus.ingest import ingest as read_records
    from copub.corpus.places import place
    from copub.corpus.reporting import reporting

    with reporting(quiet=quiet) as report:
        done = read_records(source, [place(path) for path in paths], to, root, workers=workers, report=report)
    if not quiet:
        print(done.summary())


@app.command()
def cube(
    name: Annotated[str, typer.Argument(help="the corpus, a folder of data/corpora")],
    suppress: Annotated[int, typer.Option(help="also write a cube without cells of fewer works than this")] = 0,
    memory: Annotated[str, typer.Option(help="at most so much memory, such as 2GB; default: what the works need")] = "",
    threads: Annotated[int, typer.Option(help="at most so many threads; 0: all")] = 0,
    engine: Annotated[str, typer.Option(help="duckdb, or spark for more works than one machine can hold")] = "duckdb",
    master: Annotated[str, typer.Option(help="where Spark runs, such as spark://host:7077; default: here")] = "",
) -> None:
    """Count and score the works of an ingested corpus in cells, from which every indicator follows."""
    from copub.corpus_tables import write_tables
    from copub.cube.run import make_cube

    corpus = find_root() / "data" / "corpora" / name
    make_cube(corpus, suppress_below=suppress, memory=memory, threads=threads, engine=engine, master=master)
    rows = write_tables(corpus)
    print(f"Tables for the book, {sum(rows.values()):,} rows: {corpus / 'tables'}")


@app.command()
def series(
    name: Annotated[str, typer.Argument(help="the corpus, a folder of data/corpora, with its cube")],
    edition: EditionArgument = EDITION,
) -> None:
    """Write the indicators that follow from a cube, one table each, for the places of an edition."""
    from copub.editions import load_edition
    from copub.series import write_series

    root = find_root()
    chosen = load_edition(_edition_path(root, edition))
    for indicator, rows in write_series(root / "data" / "corpora" / name, chosen).items():
        print(f"{indicator}: {rows:,} rows")


@app.command()
def harvest(
    source: Annotated[str, typer.Argument(help="openalex")],
    to: Annotated[str, typer.Option(help="name of the harvest, a folder of data/harvests")],
    edition: Annotated[Path, typer.Option(help="the edition whose years and places are asked for")] = EDITION,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what it would take")] = False,
    drop_retracted: Annotated[bool, typer.Option("--drop-retracted", help="leave retracted works out")] = False,
    stand_in: Annotated[str, typer.Option(help="ask `copub serve-openalex` at this address instead")] = "",
    quiet: Quiet = False,
) -> None:
    """Ask OpenAlex's API for the tables of an edition; what is stored already is not asked for again."""
    from datetime import UTC, datetime

    from copub.editions import load_edition
    from copub.harvest import ADDRESS, Client, begin, cost, find_key, folder_of, scope_of, unanswered, write_tables
    from copub.harvest import harvest as ask_openalex

    if source != "openalex":
        raise CopubError(f"no source `{source}` to harvest", where="copub harvest", do="use openalex")
    root = find_root()
    chosen = load_edition(_edition_path(root, edition), with_data=False)
    scope, folder = scope_of(chosen.parameters, retracted=not drop_retracted), folder_of(root, to)
    if dry_run or not quiet:
        print(f"{chosen.name}, {scope.first_year} to {scope.last_year}: {cost(scope).sentence()}")
    if dry_run:
        return

    def today() -> str:
        return datetime.now(UTC).date().isoformat()

    def report(done: int, total: int) -> None:
        if not quiet and (done % 50 == 0 or done == total):
            print(f"{done} of {total} questions answered", flush=True)

    store = begin(folder, scope, today())
    if missing := unanswered(store):
        store.check_day(today())
        if not quiet:
            print(f"{len(missing)} questions are still to be asked", flush=True)
        # The stand-in takes any key; the real one is not for it.
        with Client("stand-in" if stand_in else find_key(root), stand_in or ADDRESS) as client:
            rows = ask_openalex(store, client, today=today, report=report)
    else:
        rows = write_tables(folder)
    print(f"Tables for the book, {sum(rows.values()):,} rows: {folder.relative_to(root) / 'tables'}")


@app.command("serve-openalex")
def serve_openalex(
    corpus: Annotated[str, typer.Argument(help="an invented corpus, a folder of _build/demo")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: a free one")] = 8765,
) -> None:
    """Stand in for OpenAlex's API with invented works, on this machine alone, until Ctrl-C."""
    from copub.standin import StandIn, open_works
    from copub.standin.server import LOOPBACK, server

    with server(StandIn(open_works(find_root() / "_build" / "demo" / corpus / "openalex")), port) as running:
        here = f"http://{LOOPBACK}:{running.server_port}"
        print(f"OpenAlex's API with invented works: {here}/works (Ctrl-C ends it)")
        print(f"Next: copub harvest openalex --to NAME --stand-in {here}", flush=True)
        running.serve_forever()


@app.command()
def audit(
    edition: EditionArgument = EDITION,
    form: Annotated[
        str, typer.Option("--format", help="text, json, csv, or html: a page that needs no network")
    ] = "text",
) -> None:
    """Hold what the source reports print to their own numbers, and to the data of an edition."""
    from copub.audit.claims import load_claims
    from copub.audit.ledger import FORMATS
    from copub.audit.ledger import audit as judge_all
    from copub.facts import load_facts
    from copub.publish.run import last_run

    if form not in FORMATS:
        raise CopubError(
            f"no format `{form}`.{nearest(form, FORMATS)}", where="--format", do=f"use {', '.join(FORMATS)}"
        )
    root = find_root()
    path = _edition_path(root, edition)
    run = last_run(root, path)
    print(FORMATS[form](judge_all(load_claims(root), load_facts(run), edition=path.stem)), end="")


@app.command()
def diff(
    a: Annotated[Path, typer.Argument(help="an edition's file, or the folder of a built site or of a run")],
    b: Annotated[Path, typer.Argument(help="the same, to compare with")],
    form: Annotated[str, typer.Option("--format", help="text, json or csv")] = "text",
    quiet: Quiet = False,
) -> None:
    """Say which facts and verdicts moved from A to B, by how much, and why, in parts that add up."""
    from copub.audit.diff import FORMATS, compare, side_of
    from copub.publish.progress import progress
    from copub.publish.sides import carried

    if form not in FORMATS:
        raise CopubError(
            f"no format `{form}`.{nearest(form, FORMATS)}", where="--format", do=f"use {', '.join(FORMATS)}"
        )
    root = find_root()
    first, second = (path if path.is_dir() else _edition_path(root, path) for path in (a, b))
    with (
        progress(quiet=quiet or form != "text") as report,
        carried(root, first, report=report) as before,
        carried(root, second, report=report) as after,
    ):
        text = FORMATS[form](compare(side_of(before, root), side_of(after, root), root))
    print(text, end="")


@app.command()
def verify(
    edition: EditionArgument = EDITION,
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    originals: Annotated[
        Path | None, typer.Option(help="the folder of the published tables: follow the cells of the facts to them")
    ] = None,
    other_engine: Annotated[
        bool,
        typer.Option("--other-engine", help="make the cube of the corpus again on Spark, or on DuckDB, and compare"),
    ] = False,
) -> None:
    """Count every fact of an edition's last run a second time, from the lines of the tables, and compare.

    Where the works of its corpus are on this machine, the tables are counted again from them as well.
    """
    from copub.cube.run import on_the_other_engine
    from copub.editions import load_edition
    from copub.publish.run import last_run
    from copub.recount.agreement import verify as count_again
    from copub.recount.from_works import tables_agree
    from copub.recount.originals import follow
    from copub.recount.telling import FORMATS, Verified

    if form not in FORMATS:
        raise CopubError(
            f"no format `{form}`.{nearest(form, FORMATS)}", where="--format", do=f"use {' or '.join(FORMATS)}"
        )
    root = find_root()
    path = _edition_path(root, edition)
    compared = count_again(root, last_run(root, path), edition=path)
    cells = [cell for one in compared for cell in one.cells]
    corpus = load_edition(path).corpus
    folder = root / "data" / "corpora" / corpus
    has_works = bool(corpus) and (folder / "works.parquet").is_file()
    if other_engine and not has_works:
        raise CopubError(
            "there is no cube to make again",
            where="--other-engine",
            do="use it with an edition of a corpus whose works are here",
        )
    verified = Verified(
        path.stem,
        compared,
        follow(root, originals, cells) if originals else None,
        tables_agree(root, corpus) if has_works else {},
        on_the_other_engine(folder) if other_engine else {},
    )
    print(FORMATS[form](verified), end="")
    if not verified.all_agree:
        raise typer.Exit(1)


@app.command()
def explain(
    slot: Annotated[str, typer.Argument(help="a number of a page, such as global-output.share_world_last")],
    edition: EditionArgument = EDITION,
) -> None:
    """Say how a number was made: its definition, what was measured, the lines of the notebook, the cells it rests on."""
    from copub.publish.explain import explain as passport_of

    root = find_root()
    print(passport_of(root, slot, _edition_path(root, edition)), end="")


@app.command()
def demo(
    to: Annotated[str, typer.Option(help="name of the demo, a folder of _build/demo")],
    works: Annotated[int, typer.Option(help="how many works")] = 50_000,
    seed: Annotated[int, typer.Option(help="the same seed gives the same works")] = 1,
) -> None:
    """Write an invented corpus as OpenAlex and as Web of Science give theirs, and its true answers."""
    from copub.demo import make_demo

    root = find_root()
    folder = root / "_build" / "demo" / to
    written = make_demo(works, seed, folder)
    here = folder.relative_to(root)
    print(f"{written['works']:,} invented works, {written['megabytes']:,} MB in {written['files']:,} files: {here}")
    print(
        f"Next: copub ingest openalex {here}/openalex --to {to}; copub cube {to}. The true answers: {here}/truth.json"
    )


@new.command("section")
def new_section(slug: Annotated[str, typer.Argument(help="its name in every file, such as global-output")]) -> None:
    """Write a notebook, two pages, a line of the toc and labels, with gaps to fill."""
    from copub.publish.scaffold import new_section as write_section

    root = find_root()
    for path in write_section(root, slug):
        print(path.relative_to(root))
    print("Fill the gaps; `copub check` and `copub build` say which are left.")


@cleaning.command("notebooks")
def clean_notebooks() -> None:
    """Remove outputs and counts from the notebooks."""
    from copub.publish.notebooks import clean, notebook_paths

    root = find_root()
    cleaned = [path for path in notebook_paths(root).values() if clean(path)]
    for path in cleaned:
        print(f"cleaned {path.relative_to(root)}")
    if not cleaned:
        print("The notebooks are clean.")


def _edition_path(root: Path, edition: Path) -> Path:
    """The edition as seen from here, or else from the project's root."""
    path = edition if edition.is_file() else root / edition
    if not path.is_file():
        known = [str(one.relative_to(root)) for one in sorted((root / "data" / "editions").glob("*.yml"))]
        raise CopubError(
            f"no edition `{edition}`.{nearest(str(edition), known)}", where=str(root), do=f"use {' or '.join(known)}"
        )
    return path


def main() -> None:
    """Run a command; what is wrong goes to stderr in words, and the exit code says so."""
    debug = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    try:
        app()
    except CopubError as error:
        if debug:
            raise
        sys.exit(f"copub: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if debug:
            raise
        sys.exit(
            f"copub: unexpected {type(error).__name__}: {error}\n  do:    run the same command with --debug and report what it says"
        )
