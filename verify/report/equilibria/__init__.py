"""The report of ``verify equilibria``: a page, its figures, and every table as CSV and LaTeX."""
