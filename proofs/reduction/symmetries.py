"""The symmetries that reduce a state of n tokens in R^d to a few groups in a plane."""

from __future__ import annotations

from typing import Any

from proofs.reduction import worlds
from verify.claim import Claim, Mutant, Source
from verify.conclusions import Identity
from verify.evidence import Derive, Falsify

OURS = Source(label="reduction", origin="ours")


def _both_times(systems: Any) -> list[Any]:
    """The step and the field of each system."""
    return [move for system in systems for move in (system.step, system.field)]


def _permuted(w: Any) -> tuple[Any, Any]:
    moves = _both_times(w.systems)
    return [move(w.P @ w.X) for move in moves], [w.P @ move(w.X) for move in moves]


def _permuted_wrongly(w: Any) -> tuple[Any, Any]:
    moves = _both_times(w.systems)
    return [move(w.P @ w.X) for move in moves], [move(w.X) for move in moves]


def _negated(w: Any) -> tuple[Any, Any]:
    moves = _both_times(w.systems)
    return [move(-w.X) for move in moves], [-move(w.X) for move in moves]


def _negated_wrongly(w: Any) -> tuple[Any, Any]:
    moves = _both_times(w.systems)
    return [move(-w.X) for move in moves], [move(w.X) for move in moves]


def _inside(w: Any) -> tuple[Any, Any]:
    big, small = (_both_times(systems) for systems in zip(*w.pairs, strict=True))
    return [move(w.Y @ w.Wt) for move in big], [move(w.Y) @ w.Wt for move in small]


def _inside_wrongly(w: Any) -> tuple[Any, Any]:
    seen, said = _inside(w)
    return seen, [-move for move in said]


def _grouped(w: Any) -> tuple[Any, Any]:
    return w.written_out, w.grouped


def _grouped_without_sizes(w: Any) -> tuple[Any, Any]:
    return w.written_out, w.without_sizes


def _blocks_without_sizes(w: Any) -> tuple[Any, Any]:
    if hasattr(w, "full"):
        return w.full, w.without_sizes
    from verify.arithmetic.indexed import normal_form

    return [normal_form(w.constant)], [w.without_sizes]


def _blocks(w: Any) -> tuple[Any, Any]:
    if hasattr(w, "full"):
        return w.full, w.small
    from verify.arithmetic.indexed import normal_form

    # With sum(e) = 0 the written-out sums are b (sum e) = 0: what is left is a_1 e_i inside and nothing outside.
    inside = normal_form(w.written_inside).subs(normal_form(w.zero_sum), 0)
    outside = normal_form(w.written_outside).subs(normal_form(w.zero_sum), 0)
    return [inside, outside, normal_form(w.constant)], [w.eigenvector, w.eigenvector * 0, w.reduced]


def _group_changes(w: Any) -> tuple[Any, Any]:
    if hasattr(w, "full"):
        return w.full, w.inside
    return _normal(w.of_the_group, w.of_another), _normal(w.pulled, w.of_another * 0)


def _group_changes_uncentred(w: Any) -> tuple[Any, Any]:
    if hasattr(w, "full"):
        return w.full, w.uncentred
    return _normal(w.of_the_group, w.of_another), _normal(w.uncentred, w.of_another * 0)


def _normal(*expressions: Any) -> list[Any]:
    from verify.arithmetic.indexed import normal_form

    return [normal_form(expression) for expression in expressions]


PERMUTATIONS = Claim(
    id="reduction.permutations",
    title="The systems commute with permutations of the tokens",
    statement=(
        r"For every permutation matrix $P$: $\mathrm{step}(P X) = P\,\mathrm{step}(X)$, and the same for the field of the flow, "
        r"for (9), (8) and (21)."
    ),
    source=OURS,
    conclusion=Identity(
        _permuted, worlds.free_permutation, worlds.random_permutation, "step(P X) = P step(X), field(P X) = P field(X)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "no permutation on the right",
            conclusion=Identity(
                _permuted_wrongly, worlds.free_permutation, worlds.random_permutation, "step(P X) = step(X)"
            ),
        ),
    ),
)

ANTIPODAL = Claim(
    id="reduction.antipodal",
    title="The systems commute with the global change of sign",
    statement=r"$\mathrm{step}(-X) = -\mathrm{step}(X)$, and the same for the field of the flow, for (9), (8) and (21).",
    source=OURS,
    conclusion=Identity(
        _negated, worlds.free_permutation, worlds.random_permutation, "step(-X) = -step(X), field(-X) = -field(X)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "even instead of odd",
            conclusion=Identity(
                _negated_wrongly, worlds.free_permutation, worlds.random_permutation, "step(-X) = step(X)"
            ),
        ),
    ),
)

INVARIANT_SUBSPACE = Claim(
    id="reduction.invariant_subspace",
    title="Tokens in a subspace that V maps to itself follow the same system there",
    statement=(
        r"Let $W$ have orthonormal columns and $V W = W U$. Then the system with $(V, A)$ on $Y W^{T}$ is the system "
        r"with $(U, W^{T} A W)$ on $Y$: $\mathrm{step}(Y W^{T}) = \mathrm{step}'(Y) W^{T}$, and the same for the field "
        r"of the flow, for (9) and (8)."
    ),
    source=OURS,
    conclusion=Identity(
        _inside, worlds.free_subspace, worlds.random_subspace, "step and field (Y W^T) = those of Y, W^T"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "other sign",
            conclusion=Identity(
                _inside_wrongly, worlds.free_subspace, worlds.random_subspace, "step(Y W^T) = -step'(Y) W^T"
            ),
        ),
    ),
)

GROUPING = Claim(
    id="reduction.grouping",
    title="Equal tokens may be given once, with their number",
    statement=(
        r"Where tokens come in groups of equal tokens of sizes $m_g$, the attended mean of a token is "
        r"$\sum_g m_g e^{s_g} x_g / \sum_g m_g e^{s_g}$; hence one step of the groups with these multiplicities is one "
        r"step of all tokens, and so for the flow."
    ),
    source=OURS,
    conclusion=Identity(_grouped, worlds.symbolic_groups, worlds.random_groups, "grouped = written out"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "numbers forgotten",
            conclusion=Identity(
                _grouped_without_sizes, worlds.symbolic_groups, worlds.random_groups, "groups given once"
            ),
        ),
    ),
)

BLOCK_CONSTANT = Claim(
    id="reduction.block_constant",
    title="The spectrum of a block-constant matrix, for symbolic group sizes",
    statement=(
        r"Let $J = \mathrm{diag}(a_g) + b_{gh}$ be constant on groups of sizes $m_g$. On vectors that sum to zero "
        r"inside a group $g$ and vanish outside, $J = a_g$ ($m_g - 1$ dimensions); on vectors constant on groups, $J$ "
        r"is the matrix $\delta_{gh} a_g + m_h b_{gh}$. Together these span everything."
    ),
    source=OURS,
    conclusion=Identity(_blocks, worlds.symbolic_blocks, worlds.random_blocks, "block-constant spectrum"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "sizes forgotten",
            conclusion=Identity(
                _blocks_without_sizes, worlds.symbolic_blocks, worlds.random_blocks, "blocks without sizes"
            ),
        ),
    ),
)

GROUP_SPECTRUM = Claim(
    id="reduction.group_spectrum",
    title="The spectrum at groups of equal tokens",
    statement=(
        r"Let $m$ tokens be equal, and $e$ a perturbation of them that sums to zero, all other tokens at rest. Then the attended mean "
        r"of token $i$ of the group changes by $C A^{T} e_i$, with $C$ the attended covariance, and that of a token outside does not "
        r"change: a group of $m_g$ tokens has a $d \times d$ block of its own with multiplicity $m_g - 1$. With "
        r"`reduction.grouping` on perturbations that are equal inside every group this is the whole spectrum."
    ),
    source=OURS,
    conclusion=Identity(
        _group_changes,
        worlds.symbolic_group_perturbations,
        worlds.random_group_perturbations,
        "d m_i = C A^T e_i inside the group, 0 outside",
    ),
    evidence=(Derive(), Falsify()),
    uses=("reduction.grouping",),
    mutants=(
        Mutant(
            "second moment in place of the covariance",
            conclusion=Identity(
                _group_changes_uncentred,
                worlds.symbolic_group_perturbations,
                worlds.random_group_perturbations,
                "d m_i = (sum_j a_ij x_j x_j^T) A^T e_i",
            ),
        ),
    ),
)
