"""Sphinx builds the documentation, from the root, so that README and examples are pages too.

python -m sphinx -W --keep-going -c docs . build/docs
"""

from verify import __version__

project = "attention-verify"
author = "The authors of attention-verify"
release = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "benchmarks/**.md",
    "reports/stability/**.md",
    "examples/**/README.md",
]
html_theme = "furo"
html_title = f"attention-verify {release}"

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
# The notebook is run whenever the documentation is built, and an error in it fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
