"""Equilibria in closed form: their spectra, their stability for every split of the tokens, and certification."""
