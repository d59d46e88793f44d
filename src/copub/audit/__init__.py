"""Whether what is printed is true: numbers read out of prose, and what they are held against. Nothing is measured here."""
