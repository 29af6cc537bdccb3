"""What carries a statement from a plane with a few tokens to all n and d: symmetries of the systems, as claims.

Every spectrum of the suite is derived in the plane of two eigenvectors with groups of equal tokens of symbolic size.
These claims say why that is the spectrum for every n and every d.
"""
