"""The search for counterexamples, and what confirms one."""
