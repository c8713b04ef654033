"""How many examples Hypothesis draws: a few hundred in a hurry, a thousand by default, many at night.

Choose a profile with the environment variable `HYPOTHESIS_PROFILE`:

| profile | a property by itself | a property that runs for each of n clauses | for |
| --- | --- | --- | --- |
| `fast` | 20 | 200 / n for each clause | further Pythons and versions of dependencies |
| `default` | 100 | 1,000 / n for each clause | every run of the tests |
| `nightly` | 20,000 | 20,000 for each clause | `.ci/nightly` |
"""

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
IN_ALL = {"fast": 200, "default": 1_000}

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fast", max_examples=20, derandomize=True, **_CALM)
settings.register_profile("default", max_examples=100, derandomize=True, **_CALM)
settings.register_profile("nightly", max_examples=20_000, print_blob=True, **_CALM)
settings.load_profile(PROFILE)


def spread(count: int = 1, *, least: int = 1) -> settings:
    """Return the settings of a property that pytest runs `count` times, as for each clause.

    By day the runs share the examples of one property, at least `least` for each run. At night
    each run draws as many as any other property. A property that is cheap and runs once takes
    all of them: `@spread()`.
    """
    if PROFILE not in IN_ALL:
        return settings()
    return settings(max_examples=max(least, IN_ALL[PROFILE] // count))
