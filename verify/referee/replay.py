"""What a stranger would write to check a counterexample: numpy, json and math, nothing of this package.

    python replay.py FILE           what the state in FILE does, where it is on spheres with its spectral radius
    python replay.py FILE CHECK...  whether the checks named in table.json hold; exit 1 if all do

FILE holds a counterexample as ``verify run --json`` writes it. The files replay*.py of this folder are all that is needed:
tokens on spheres are read by replay_spheres.py, tokens of any length by replay_clusters.py; the checks are in these
and in replay_hypotheses.py, replay_failures.py and replay_steering.py.
"""

import json
import sys

import replay_clusters
import replay_failures
import replay_hypotheses
import replay_spheres
import replay_steering

MODULES = (replay_hypotheses, replay_failures, replay_steering, replay_clusters)
CHECKS = {
    name: value
    for module in MODULES
    for name, value in vars(module).items()
    if getattr(value, "__module__", None) == module.__name__
    and not isinstance(value, type)
    and not name.startswith("_")
}


def read(data):
    """The system and the state of a counterexample."""
    return replay_clusters.Free(data) if data["system"] == "clusters" else replay_spheres.Spheres(data)


def load(path):
    """The example in a file: a counterexample, or something that holds one."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    return read(data.get("counterexample") or data)


def main(path, *checks):
    """Print what is seen; 1 if all checks hold."""
    example = load(path)
    answers = {name: CHECKS[name](example) for name in checks}
    for line in example.seen():
        print(line)
    for name, holds in answers.items():
        print(f"{name}: {'yes' if holds else 'NO'}: {' '.join(CHECKS[name].__doc__.split())}")
    return int(bool(answers) and all(answers.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
