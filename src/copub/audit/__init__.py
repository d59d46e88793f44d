"""A printed number is held to the other numbers printed beside it, and to the data of an edition.

What a report prints is a claim (`claims`); a printed number stands for every value that rounds to it (`intervals`); a claim may say in
numbers what it rests on (`checks`), and is judged alone (`judge`), with others at once (`feasibility`) and against facts (`edition`).
All of it is a `ledger`, which `page` tells as HTML. Numbers are read out of prose in both languages in `numerals`. Nothing is
measured here.
"""
