"""What the identities of proofs/beyond are evaluated in: symbolic and random worlds, examples and experiments."""
