"""What the README and the theory page say of the multistability paper."""

# In the paper's order. The words are about the verdict beside them: where another one is found, they must be rewritten.
WORDS: dict[str, tuple[str, str]] = {}

HEAD = """# Multistability of self-attention, statement by statement

Generated from the claims in `proofs/` and from the ledger by `python -m verify.report.readme`. Do not edit.

Source: Altafini, "Multistability of Self-Attention Dynamics in Transformers", arXiv 2511.11553. The text that we worked from
holds the abstract, an outline, Lemma 1 and the captions of the figures. A statement marked *restored* was put together
from the outline and from its twin in discrete time (the power-method paper); the line says how. A part marked *ours* is a
step of our proof. The claims of this paper are about the flows in continuous time.

Words and notation are those of [proofs/power_method](../proofs/power_method/__init__.py) and
[proofs/multistability](../proofs/multistability/__init__.py). *Equilibrium* means that the field vanishes.
[how_it_works.md](how_it_works.md) says what the verdicts mean, [trusted_base.md](trusted_base.md) what they rest on.
"""
