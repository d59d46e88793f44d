"""OpenAlex's 26 fields by number, and the broad areas that they make up."""

from functools import cache

from copub.errors import CopubError
from copub.reference import field_areas

NAMES = {
    11: "Agricultural and Biological Sciences",
    12: "Arts and Humanities",
    13: "Biochemistry, Genetics and Molecular Biology",
    14: "Business, Management and Accounting",
    15: "Chemical Engineering",
    16: "Chemistry",
    17: "Computer Science",
    18: "Decision Sciences",
    19: "Earth and Planetary Sciences",
    20: "Economics, Econometrics and Finance",
    21: "Energy",
    22: "Engineering",
    23: "Environmental Science",
    24: "Immunology and Microbiology",
    25: "Materials Science",
    26: "Mathematics",
    27: "Medicine",
    28: "Neuroscience",
    29: "Nursing",
    30: "Pharmacology, Toxicology and Pharmaceutics",
    31: "Physics and Astronomy",
    32: "Psychology",
    33: "Social Sciences",
    34: "Veterinary",
    35: "Dentistry",
    36: "Health Professions",
}


@cache
def areas() -> dict[str, tuple[str, ...]]:
    """The numbers of the fields of each broad area, by `reference.field_areas()`."""
    table = field_areas().query("source == 'openalex'").set_index("field").area
    found: dict[str, tuple[str, ...]] = {}
    for number, name in NAMES.items():
        if area := table[name]:
            found[area] = (*found.get(area, ()), str(number))
    return dict(sorted(found.items()))


def check_names(seen: dict[str, str]) -> None:
    """Raises CopubError where OpenAlex calls a field by another name than we, or has one that we lack."""
    ours = {str(number): name for number, name in NAMES.items()}
    for number, name in seen.items():
        if ours.get(number) != name:
            raise CopubError(
                f"OpenAlex's field {number} is called `{name}`, here `{ours.get(number, 'unknown')}`",
                where="the answer grouped by primary_topic.field.id",
                do="OpenAlex has changed its fields: bring copub.harvest.fields and data/reference/field_areas.csv up to date",
            )
