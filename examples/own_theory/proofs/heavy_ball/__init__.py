"""The claims of paper.tex: gradient descent with momentum on one quadratic.

``a = alpha lambda``, ``beta`` is the momentum, ``mu`` an eigenvalue of the matrix of one step.
"""

CONTENTS = ("notation", "statements", "repaired")
