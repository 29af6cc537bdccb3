"""Consensus under random value matrices that are not symmetric, seen in numbers."""

from __future__ import annotations

from typing import Any


def _deciding(seed: int, trial: int) -> Any:
    """A random V and alpha, the eigenvalue with the largest ``|1 + alpha lambda|``, and by how much it is larger."""
    import numpy as np

    rng = np.random.default_rng([seed, trial])
    d, alpha = int(rng.integers(2, 6)), float(rng.uniform(0.1, 2))
    value = rng.normal(size=(d, d))
    spectrum, vectors = np.linalg.eig(value)
    moduli = np.abs(1 + alpha * spectrum)
    lead = int(np.argmax(moduli))
    others = moduli[np.abs(spectrum - spectrum[lead].conj()) > 1e-9]
    others = others[others < moduli[lead] - 1e-12] if others.size else others
    gap = moduli[lead] / others.max() if others.size else np.inf
    return rng, value, alpha, spectrum, lead, vectors[:, lead], gap


def decided(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Consensus starts under random V: does the largest ``|1 + alpha lambda|`` decide the direction, and how it moves?"""
    import numpy as np

    from verify.systems import Attention

    right = {"rests": 0, "flips": 0, "turns": 0}
    wrong = apart = 0
    for trial in range(60):
        rng, value, alpha, spectrum, lead, vector, gap = _deciding(seed, trial)
        if gap < 1.1:
            continue
        d = len(value)
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=alpha)
        tokens = np.repeat(rng.normal(size=(1, d)), 3, axis=0)
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for _ in range(min(steps, 600)):
            tokens = system.step(tokens)
            tokens[:] = tokens[0]  # on the manifold of consensus, where rounding may be repelled
        plane = np.linalg.qr(
            np.stack([vector.real, vector.imag], axis=1) if spectrum[lead].imag else vector.real[:, None]
        )[0]
        off = float(np.abs(tokens - tokens @ plane @ plane.T).max())
        after = system.step(tokens)
        kind = "turns" if spectrum[lead].imag else "rests" if 1 + alpha * spectrum[lead].real > 0 else "flips"
        moves = {"rests": after - tokens, "flips": after + tokens, "turns": np.zeros(1)}[kind]
        good = bool(off < 1e-8 and float(np.abs(moves).max()) < 1e-8)
        right[kind] += good
        wrong += not good
        by_real = int(np.argmax(spectrum.real))
        apart += bool(abs(spectrum[by_real].real - spectrum[lead].real) > 1e-9)
    told = (
        f"{sum(right.values())} consensus starts end in the direction of the largest |1 + alpha lambda| ({right['rests']} rest, "
        f"{right['flips']} flip, {right['turns']} turn), {wrong} elsewhere; in {apart} it is not the largest real part"
    )
    return wrong == 0 and min(right.values()) > 3 and apart > 3, told, {**right, "wrong": wrong}


def gathers(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Tokens near each other: they gather where the largest ``|1 + alpha lambda|`` is above 1, in R^d with d >= 3."""
    import numpy as np

    from verify.systems import Attention

    wrong, together, apart = 0, 0, 0
    for trial in range(60):
        rng, value, alpha, spectrum, _, _, gap = _deciding(seed, trial)
        d = len(value)
        if trial % 2:
            # All eigenvalues in the left half-plane, a short step.
            value, alpha = value - (0.3 + float(spectrum.real.max())) * np.eye(d), 0.2
            moduli = np.abs(1 + alpha * np.linalg.eigvals(value))
        else:
            moduli = np.abs(1 + alpha * spectrum)
        if d < 3 or gap < 1.1 or abs(moduli.max() - 1) < 0.04:
            continue
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=alpha)
        tokens = rng.normal(size=(1, d)) + 1e-6 * rng.normal(size=(4, d))
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for _ in range(min(steps, 800)):
            tokens = system.step(tokens)
        near = float(np.abs(tokens - tokens[0]).max()) < 1e-9
        together, apart = together + near, apart + (not near)
        wrong += near != bool(moduli.max() > 1)
    told = f"{together} near starts gather, {apart} part; {wrong} against the rule |1 + alpha lambda| > 1"
    return wrong == 0 and together > 5 and apart > 5, told, {"together": together, "apart": apart}
