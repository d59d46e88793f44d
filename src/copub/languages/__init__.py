"""How numbers, names and labels are written in English and Chinese. Nothing is computed here."""
