"""Lemma 10 without the chain rule: the whole step of attention differentiated at once, for all n, d, V and A."""

from __future__ import annotations

import pytest

from proofs.power_method.worlds import general
from verify.arithmetic.indexed import fresh_index, same


@pytest.mark.slow
def test_the_blocks_of_lemma_10_are_the_derivative_of_the_whole_step() -> None:
    derived, asserted = general.attention_derivative(general.symbolic_attention())
    i, p = fresh_index(), fresh_index()
    assert same(derived.entry(i, p), asserted.entry(i, p))
    assert not same(derived.entry(i, p), 2 * asserted.entry(i, p))
