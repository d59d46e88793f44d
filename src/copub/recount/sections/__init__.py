"""The recipes of each section, one module each: `recipes(desk)` gives a sum for every fact, by its name."""
