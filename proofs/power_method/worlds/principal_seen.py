"""Principal eigenvectors, seen in numbers: causal masks, near ties, the skip connection."""

from __future__ import annotations

from typing import Any

Seen = tuple[bool | None, str, dict[str, Any]]


def causal_spectra(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Tangent eigenvalues at a consensus under a causal mask, from ``step``, against ``(1 + alpha lambda_j/i)/(1 + alpha lambda)``."""
    import numpy as np

    from verify.observe import tangent_jacobian
    from verify.systems import Attention

    worst = 0.0
    for trial in range(40):
        rng = np.random.default_rng([seed, trial])
        n, d, alpha = int(rng.integers(1, 6)), int(rng.integers(2, 5)), float(rng.uniform(0.1, 2))
        # A rotation of an upper triangular matrix: its first column is an eigenvector, and complex pairs stand in a block.
        upper = np.triu(rng.normal(size=(d, d)))
        upper[0, 0] = abs(upper[0, 0])
        if d > 2:
            upper[2, 1] = rng.normal()
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        value = basis @ upper @ basis.T
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=alpha, causal=True)
        tokens = np.repeat(basis[:, :1].T, n, axis=0)
        seen = np.linalg.eigvals(tangent_jacobian(system, tokens))
        others = np.linalg.eigvals(upper[1:, 1:])
        said = np.sort_complex(
            np.concatenate([(1 + alpha * others / (i + 1)) / (1 + alpha * upper[0, 0]) for i in range(n)])
        )
        worst = max(worst, float(np.abs(seen[:, None] - said[None, :]).min(axis=1).max()))
        worst = max(worst, float(np.abs(seen[:, None] - said[None, :]).min(axis=0).max()))
    return worst < 1e-5, f"40 random consensus states under a mask: eigenvalues agree to {worst:.0e}", {"worst": worst}


def steps_to_agree(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """In how many steps differences of tokens fall from 1e-5 to 1e-9, for several step sizes, against ``ln(1e4)/ln(1 + alpha)``."""
    import numpy as np

    from verify.systems import Attention

    worst = runs = 0
    counts: dict[float, list[int]] = {}
    for trial in range(8):
        rng = np.random.default_rng([seed, trial])
        spectrum = np.concatenate([[1.0], rng.uniform(-0.5, 0.5, size=3)])
        basis = np.linalg.qr(rng.normal(size=(4, 4)))[0]
        value, key = basis @ np.diag(spectrum) @ basis.T, rng.normal(size=(4, 4))
        # Not near the hyperplane orthogonal to v_1, where alignment would still go on.
        axis = basis[:, 0] + 0.5 * basis[:, 1:] @ rng.uniform(-1, 1, size=3)
        start = axis / np.linalg.norm(axis) + 1e-2 * rng.normal(size=(5, 4))
        for alpha in (1.0, 0.5, 0.25, 0.125, 1 / 16, 1 / 32):
            system = Attention(value=value, query_key=key, step_size=alpha)
            tokens = start / np.linalg.norm(start, axis=1, keepdims=True)
            began, done = -1, -1
            for number in range(4000):
                apart = float(np.abs(tokens - tokens.mean(axis=0)).max())
                if began < 0 and apart < 1e-5:
                    began = number
                if apart < 1e-9:
                    done = number
                    break
                tokens = system.step(tokens)
            said = np.log(1e4) / np.log(1 + alpha)
            runs += 1
            worst += bool(began < 0 or done < 0 or abs(done - began - said) > 1 + 0.05 * said)
            counts.setdefault(alpha, []).append(done - began)
    told = ", ".join(f"{np.mean(found):.1f} at {alpha:g}" for alpha, found in counts.items())
    return worst == 0, f"{runs} runs, {worst} off; steps on average: {told}", {"off": worst}


def near_tie(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Nearly tied ``lambda_2``: which plane tokens align with first, and when they are separated."""
    import numpy as np

    from verify.systems import Attention

    early, wrong_plane, late, off = [], [], [], 0
    for trial in range(12):
        rng = np.random.default_rng([seed, trial])
        d, alpha, second = 8, 1.0, 0.98
        spectrum = np.concatenate([[1.0, second], rng.uniform(-0.5, 0.5, size=d - 3), [-0.9]])
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        system = Attention(
            value=basis @ np.diag(spectrum) @ basis.T, query_key=0.2 * rng.normal(size=(d, d)), step_size=alpha
        )
        # Tokens near each other: a random consensus with |tan| = 1 between v_1 and v_2, and the rest as large.
        coordinates = np.concatenate([[1.0, rng.choice([-1.0, 1.0])], rng.normal(size=d - 2)])
        tokens = basis @ coordinates / np.linalg.norm(coordinates) + 1e-2 * rng.normal(size=(10, d))
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for number in range(600):
            if number == 24:
                early.append(float(np.linalg.norm(tokens @ basis[:, :2], axis=1).min()))
                late.append(float(np.abs(tokens @ basis[:, 0]).max()))
                wrong_plane.append(float(np.linalg.norm(tokens @ basis[:, [0, -1]], axis=1).max()))
            slope = np.abs((tokens @ basis[:, 1]) / (tokens @ basis[:, 0]))
            if slope.max() < 0.1:
                break
            tokens = system.step(tokens)
        said = np.log(10) / np.log((1 + alpha) / (1 + alpha * second))
        off += not 0.85 * said < number < 1.15 * said
    good = min(early) > 0.999 and max(late) < 0.9 and max(wrong_plane) < 0.9 and off == 0
    told = (
        f"after 24 steps the smallest correlation with span(v_1, v_2) is {min(early):.5f}, the largest with v_1 {max(late):.3f} and with "
        f"span(v_1, v_d) {max(wrong_plane):.3f}; separation to a slope of 0.1 takes the {said:.0f} steps of the formula within 15 % in "
        f"{12 - off} of 12 runs"
    )
    return good, told, {"early": min(early), "late": max(late), "off": off}


def sign_changes(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Starts in the span of ``v_1`` and ``v_2`` at a small angle: how many change the sign of their correlation with ``v_1``."""
    import numpy as np

    worst, told = 0.0, []
    for angle in (1.5, 0.8, 0.3, 0.05):
        rng = np.random.default_rng([seed, int(1000 * angle)])
        phi = rng.uniform(0, 2 * np.pi, size=100_000)
        # Coordinates (a, b) of (cos phi, sin phi) in v_1 = (1, 0), v_2 = (cos, sin); in the end the sign is that of a.
        b = np.sin(phi) / np.sin(angle)
        a = np.cos(phi) - b * np.cos(angle)
        share = float(np.mean(np.sign(a) != np.sign(np.cos(phi))))
        said = 0.5 - angle / np.pi
        worst = max(worst, abs(share - said))
        told.append(f"{share:.3f} at {angle:g} rad ({said:.3f})")
    return worst < 0.006, "share of starts that change sign: " + ", ".join(told), {"worst": worst}


def case_three(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Random matrices: in how many two eigenvalues that are no pair have the same real part, to 1e-9."""
    import numpy as np

    first = second = third = 0
    for trial in range(400):
        rng = np.random.default_rng([seed, trial])
        found = np.linalg.eigvals(rng.normal(size=(2 + trial % 9,) * 2))
        order = found[np.argsort(-found.real)]
        pair = bool(abs(order[0].imag) > 1e-9)
        rest = order[2:] if pair else order[1:]
        tied = bool(rest.size and order[0].real - rest.real.max() < 1e-9)
        third += tied
        first += not tied and not pair
        second += not tied and pair
    told = f"of 400 Gaussian matrices {first} are in case 1, {second} in case 2, {third} in case 3"
    return third == 0 and min(first, second) > 20, told, {"first": first, "second": second, "third": third}
