"""States modulo permutations and the global sign."""

import numpy as np
import pytest

from verify.equilibria.search.distinct import SAME, Collection, canonical, clusters, key, same


def drawn(seed, n=6, d=3):
    rng = np.random.default_rng(seed)
    tokens = rng.normal(size=(n, d))
    return rng, tokens / np.linalg.norm(tokens, axis=1, keepdims=True)


@pytest.mark.parametrize("seed", range(5))
def test_permutations_and_signs_are_one_state(seed):
    rng, tokens = drawn(seed)
    kept = Collection(permutable=True)
    for _ in range(20):
        image = rng.choice([-1.0, 1.0]) * tokens[rng.permutation(len(tokens))] + 1e-9 * rng.normal(size=tokens.shape)
        assert kept.index(image) == 0
        np.testing.assert_allclose(canonical(image, True), canonical(tokens, True), atol=1e-7)
    assert len(kept.states) == 1


@pytest.mark.parametrize("seed", range(5))
def test_different_states_are_kept_apart(seed):
    rng, tokens = drawn(seed)
    others = [tokens]
    others.append(tokens * np.where(np.arange(6)[:, None] == 2, -1.0, 1.0))  # one sign: the same second moments
    others.append(np.concatenate([tokens[:3], tokens[:3]]))
    others.append(tokens @ np.linalg.qr(rng.normal(size=(3, 3)))[0])
    tilted = tokens + 1e-3 * rng.normal(size=tokens.shape)
    others.append(tilted / np.linalg.norm(tilted, axis=1, keepdims=True))
    kept = Collection(permutable=True)
    assert [kept.index(one) for one in others] == list(range(5))
    assert [kept.index(-one[::-1]) for one in others] == list(range(5))


def test_a_permutation_counts_where_tokens_are_masked():
    _, tokens = drawn(0)
    kept = Collection(permutable=False)
    assert [kept.index(tokens), kept.index(tokens[::-1]), kept.index(-tokens)] == [0, 1, 0]
    assert not same(tokens, tokens[::-1], permutable=False)
    assert same(tokens, tokens[::-1], permutable=True)
    np.testing.assert_array_equal(canonical(tokens, False), tokens * np.sign(tokens[0, np.argmax(np.abs(tokens[0]))]))


def test_keys_do_not_see_what_does_not_count():
    rng, tokens = drawn(3)
    np.testing.assert_allclose(key(tokens), key(-tokens[rng.permutation(6)]), atol=1e-15)


def test_matching_is_of_all_tokens_at_once():
    # Nearest neighbours would match both tokens of the first state to the same token of the second.
    near = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert not same(near, near[[0, 2, 2]], permutable=True)
    assert same(near, near[[2, 0, 1]], permutable=True)


def test_clusters_are_numbered_as_they_appear():
    a, b = [1.0, 0.0], [0.0, 1.0]
    np.testing.assert_array_equal(clusters(np.array([b, a, b, b, a])), [0, 1, 0, 0, 1])
    np.testing.assert_array_equal(clusters(np.array([a, [1.0, 0.5 * SAME], [1.0, 3 * SAME]])), [0, 0, 1])
    np.testing.assert_array_equal(canonical(np.array([b, a, a]), True), [a, a, b])
