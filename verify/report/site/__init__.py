"""The report as a web site that opens from disk: static pages, one style sheet, one small script, no network."""
