"""The search for equilibria of every kind, in floats: thousands of starts in one array. It never is complete.

===============  ============================================================================
``checked``      the input, and its scale
``starts``       where it starts: uniformly, and near states of few tokens
``batched``      the field, its tangent Jacobian and frames of many states at once
``relax``        the system's own dynamics, until a start rests at an attractor
``newton``       Newton's method on the product of spheres, damped far away
``creeping``     families of equilibria told from states that move too slowly for floats
``distinct``     equilibria modulo permutations of the tokens and the global sign
``found``        what one equilibrium is, and the result
``find``         the search
===============  ============================================================================
"""
