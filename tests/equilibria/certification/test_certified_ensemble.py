"""Random instances of the size that matters: whatever stable isolated equilibrium is found is certified."""

import pytest

from benchmarks.ensemble import failures, outcomes


@pytest.mark.slow
def test_every_stable_isolated_equilibrium_of_forty_instances_is_certified():
    found = list(outcomes())
    assert len(found) >= 80
    assert len({one.instance for one in found}) >= 30
    assert all(one.certified for one in found), failures(found)
    # A basin is proved too, but for equilibria at which the rate of return is small next to V and A.
    assert sum(one.basin_radius is not None for one in found) >= 0.95 * len(found), failures(found)
