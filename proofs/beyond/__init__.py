"""Beyond the papers: repaired statements beside the refuted ones, and results that the suite itself rests on."""

CONTENTS = (
    "repaired",
    "repaired_attention",
    "repaired_more",
    "negative_eigenvalues",
    "extreme_eigenvalues",
    "polygonal",
    "consensus",
    "asymmetric_thresholds",
    "asymmetric",
    "asymmetric_reached",
)
