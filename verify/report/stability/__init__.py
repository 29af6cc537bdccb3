"""The report of ``verify stability``: a page, its figures, and every table as CSV and LaTeX."""
