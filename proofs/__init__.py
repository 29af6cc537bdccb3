"""The theory, paper by paper: one folder each, one file per section or result, one object per claim."""

CONTENTS = ("power_method", "multistability", "asymptotic", "clusters", "beyond", "reduction", "cited")
