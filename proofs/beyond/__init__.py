"""Beyond the papers: repaired statements beside the refuted ones, and results that the suite itself rests on."""

CONTENTS = (
    "repaired",
    "ascent_sharp",
    "limits",
    "polygons_unstable",
    "almost_global",
    "group_distances",
    "null_sets",
    "two_tokens",
    "cycles",
    "repaired_attention",
    "repaired_more",
    "negative_eigenvalues",
    "extreme_eigenvalues",
    "polygonal",
    "consensus",
    "asymmetric_thresholds",
    "asymmetric",
    "asymmetric_reached",
    "multihead",
)
