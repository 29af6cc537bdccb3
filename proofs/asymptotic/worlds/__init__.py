"""What the identities of this folder are evaluated in, exact examples, and experiments."""
