"""Property tests try the same examples in every run, whichever modules other tests have imported."""

import hypothesis
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.internal.constants_ast import Constants

PROFILE = "fixed"
EXAMPLES = 40
"""Of each property, the same in every run; the profile "fuzz" tries more."""


class FixedExamples(HypothesisProvider):
    """Leaves out the constants of imported modules, from which Hypothesis draws even with a fixed seed."""

    _local_constants = Constants()


def use() -> None:
    """Make them the default; the profile of the name "fuzz" looks for new examples."""
    AVAILABLE_PROVIDERS[PROFILE] = FixedExamples
    # Nothing here is a timed test: a busy machine fails none.
    hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=300)
    hypothesis.settings.register_profile(
        PROFILE, deadline=None, derandomize=True, backend=PROFILE, max_examples=EXAMPLES
    )
    hypothesis.settings.load_profile(PROFILE)
