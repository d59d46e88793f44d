"""InCites exports, a source of tables: countries, organisations or research areas with the vendor's own indicators."""
