"""Claims scaffolded from a paper's LaTeX: what it states, by what it says it proves it, and nothing that is not there."""
