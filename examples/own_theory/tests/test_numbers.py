"""The counterexample in numbers, without the suite: a test of the authors' own beside the claims."""


def test_a_long_step_without_momentum_does_not_converge() -> None:
    x, before = 1.0, 1.0
    for _ in range(100):
        x, before = x - 3.0 * x + 0.0 * (x - before), x
    assert abs(x) > 1e20
