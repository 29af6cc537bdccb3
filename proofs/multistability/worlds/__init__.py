"""What the identities of this paper are evaluated in: letters, symbols or random numbers."""

from proofs.multistability.worlds.signs import (
    flow_margins,
    flow_margins_wrongly,
    free_sign_state,
    random_margins,
    random_sign_state,
    sign_state_block,
    sign_state_block_unprojected,
    symbolic_margins,
)

__all__ = [
    "flow_margins",
    "flow_margins_wrongly",
    "free_sign_state",
    "random_margins",
    "random_sign_state",
    "sign_state_block",
    "sign_state_block_unprojected",
    "symbolic_margins",
]
