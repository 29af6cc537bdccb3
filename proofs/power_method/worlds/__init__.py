"""Symbolic and random worlds for the identities of this paper, and the experiments of its simulations."""
