"""No input brings a parser of the sources out of its error tree. COPYDESK_FUZZ sets the number of examples."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.fuzzing import CHECKS, bent, survives

EXAMPLES = int(os.environ.get("COPYDESK_FUZZ", "60"))


@pytest.mark.parametrize("kind", CHECKS)
def test_bent_documents_end_in_a_result_or_a_reason(kind):
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def bend_and_read(data):
        survives(kind, data.draw(bent(kind)))

    bend_and_read()
