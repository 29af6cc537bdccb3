"""Check an archive of `verify report --bundle`: run it in the unpacked folder. Nothing but Python 3.11's standard library.

    python check.py [--seconds S]     exit 0: nothing contradicts the archive; 1: something does, each told in a line

1. Every file has the SHA-256 of manifest.json, and there are no others.
2. Certificates (certificates/*.json): the identities add up, in exact arithmetic (positivity.py).
3. Queries (certificates/*.smt2): z3 and cvc5, those that are on the PATH, answer what results.json says. S seconds each (20).
4. Counterexamples: what table.json says of each holds, computed with numpy by replay.py, if numpy is installed;
   if the package `verify` is installed, `verify replay` checks them too, exactly or in balls.

What cannot be done here is said, and is no failure.
"""

import argparse
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def hashes(folder):
    """Names whose bytes are not those of the manifest, are missing, or stand in no manifest."""
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wrong = [f"{name}: missing" for name in listed if name not in found]
    wrong += [f"{name}: not in the manifest" for name in sorted(found - set(listed) - {"manifest.json"})]
    for name, told in listed.items():
        if name in found and hashlib.sha256((folder / name).read_bytes()).hexdigest() != told["sha256"]:
            wrong.append(f"{name}: its bytes are not those of the manifest")
    return wrong, f"{len(listed)} files"


def certificates(folder):
    """Certificates that do not hold."""
    sys.path.insert(0, str(folder))
    import positivity

    files = sorted((folder / "certificates").glob("*.json"))
    wrong = []
    for file in files:
        try:
            positivity.check(json.loads(file.read_text("utf-8")))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a certificate, it does not hold
            wrong.append(f"{file.name}: does not hold: {error}")
    return wrong, f"{len(files)} certificates, their identities in exact arithmetic"


def recorded(folder):
    """Query file -> what each solver answered when the archive was made."""
    claims = json.loads((folder / "results.json").read_text("utf-8"))["claims"]
    evidence = [e for claim in claims for e in claim["evidence"] if str(e["certificate"]).endswith(".smt2")]
    return {folder / e["certificate"]: {name: e["stats"].get(name) for name in ("z3", "cvc5")} for e in evidence}


def queries(folder, solver, seconds):
    """Queries that ``solver`` answers otherwise than recorded; one that it cannot answer in time says nothing."""
    told = {file: answers[solver] for file, answers in recorded(folder).items() if answers[solver] in ("sat", "unsat")}
    command = {"z3": ["z3", f"-T:{seconds}"], "cvc5": ["cvc5", f"--tlimit={1000 * seconds}"]}[solver]
    wrong, open_ = [], 0
    for file, answer in told.items():
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
        said = [line for line in done.stdout.splitlines() if line in ("sat", "unsat")]
        open_ += not said
        if said and said[0] != answer:
            wrong.append(f"{file.name}: {solver} says {said[0]}, recorded is {answer}")
    return wrong, f"{len(told)} queries to {solver}, {open_} of them without an answer in {seconds} s"


def counterexamples(folder):
    """Counterexamples in which numpy does not see what the table says."""
    sys.path.insert(0, str(folder))
    import replay

    table = json.loads((folder / "table.json").read_text("utf-8"))
    wrong, seen, untold = [], 0, []
    for file in sorted((folder / "counterexamples").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        names = table.get(data["claim"])
        if names is None:
            untold.append(file.stem)
            continue
        seen += 1
        try:
            example = replay.read(data)
            wrong += [f"{file.stem}: {name} does not hold" for name in names if not replay.CHECKS[name](example)]
        except Exception as error:  # noqa: BLE001 - numbers that nothing can be computed with are no counterexample
            wrong.append(f"{file.stem}: cannot be computed with: {error}")
    said = f"{seen} counterexamples with numpy alone"
    return wrong, said + (f"; no numpy check is written for {', '.join(untold)}" if untold else "")


def replays(folder):
    """Counterexamples that the package does not find to hold."""
    files = sorted((folder / "counterexamples").glob("*.json"))
    wrong = []
    for file in files:
        done = subprocess.run(
            [sys.executable, "-m", "verify", "replay", str(file)], capture_output=True, text=True, check=False
        )
        if done.returncode != 1:
            wrong.append(f"{file.stem}: {(done.stdout + done.stderr).strip().splitlines()[-1:]}")
    return wrong, f"{len(files)} counterexamples with `verify replay`"


def main(arguments=None):
    """Run every check that can be run here; 1 if something contradicts the archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=20, help="for each query to a solver (default 20)")
    seconds = parser.parse_args(arguments).seconds
    steps = [("hashes", hashes, None), ("certificates", certificates, None)]
    for solver in ("z3", "cvc5"):
        missing = None if shutil.which(solver) else f"{solver} is not on the PATH"
        steps.append((solver, lambda folder, solver=solver: queries(folder, solver, seconds), missing))
    for name, function, package in (("numpy", counterexamples, "numpy"), ("verify", replays, "verify")):
        missing = None if importlib.util.find_spec(package) else f"{package} is not installed"
        steps.append((name, function, missing))
    bad = 0
    for name, function, missing in steps:
        if missing:
            print(f"{name}: not checked: {missing}", flush=True)
            continue
        wrong, said = function(HERE)
        bad += len(wrong)
        print(f"{name}: {'WRONG: ' + str(len(wrong)) + ' of ' if wrong else 'checked: '}{said}", flush=True)
        for line in wrong:
            print(f"  {line}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
