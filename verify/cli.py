"""The command ``verify``: which commands there are, and what an error looks like; verify.commands has them."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import sys
from typing import Any, cast

import typer
from rich.markup import escape
from typer.core import TyperGroup

from verify.errors import VerifyError

# Panel of the help, and where each command lives; its module is imported when the command, or the help of all, is asked for.
_PANELS = {
    "Claims": {
        "list": "verify.commands.claims:list_claims",
        "show": "verify.commands.claims:show",
        "run": "verify.commands.run:run",
        "check": "verify.commands.run:check",
        "bless": "verify.commands.bless:bless",
        "refute": "verify.commands.refute:refute",
        "replay": "verify.commands.refute:replay",
        "new": "verify.commands.new:new",
    },
    "Your own system": {
        "stability": "verify.commands.stability:stability",
        "equilibria": "verify.commands.equilibria:equilibria",
        "simulate": "verify.commands.simulate:simulate",
        "sweep": "verify.commands.sweep:sweep",
        "weights": "verify.commands.weights:weights",
        "fetch": "verify.commands.fetch:fetch",
    },
    "Reports and this machine": {
        "report": "verify.commands.report:report",
        "doctor": "verify.commands.doctor:doctor",
    },
}
_COMMANDS = {name: (panel, home) for panel, commands in _PANELS.items() for name, home in commands.items()}
_BUG = 70  # EX_SOFTWARE of sysexits.h


class _Lazy(TyperGroup):
    """A group that imports a command when it is asked for, so that none waits for the imports of another."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = cast(Any, dict.fromkeys(_COMMANDS))  # the names, for the list and for suggestions

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is the base class's
        if cmd_name not in _COMMANDS:
            return None
        panel, home = _COMMANDS[cmd_name]
        module, _, name = home.partition(":")
        function = getattr(importlib.import_module(module), name)
        text, examples = _help_and_examples(inspect.getdoc(function) or "")
        alone = typer.Typer(add_completion=False, rich_markup_mode="rich")
        alone.command(cmd_name, help=text, epilog=examples, rich_help_panel=panel)(function)
        return typer.main.get_command(alone)


def _help_and_examples(doc: str) -> tuple[str, str]:
    """A docstring without its last paragraph ``Examples: a; b``, and that as an epilogue with a line for each example."""
    text, _, told = re.sub(r"\bExample:", "Examples:", doc).partition("Examples:")
    lines = ["[bold]Examples[/bold]"]
    lines += [f"[dim]$[/dim] {escape(' '.join(example.split()))}" for example in told.split(";")]
    return _filled(text), "\n".join(lines) if told else ""


def _filled(doc: str) -> str:
    """Paragraphs without their line breaks, which the help would keep."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in doc.strip().split("\n\n"))


app = typer.Typer(
    cls=_Lazy,
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from verify import __version__

        typer.echo(f"verify {__version__}")
        raise typer.Exit


_ABOUT = """
Decide the claims of papers on self-attention dynamics, and report the stability of a value matrix.

Start with `verify run`, then `verify report --open` or `verify show ID`. NO_COLOR is respected.

Exit codes: 0 fine, 1 a contradiction, difference or counterexample, 2 invalid input, 3 an engine or device is missing,
4 the budget was spent, 130 interrupted; results that are finished are kept.
"""


@app.callback(help=_filled(_ABOUT))
def _about(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """The options of the command itself."""


def main() -> None:
    """Run the command line; every error is one line on standard error and an exit code."""
    sys.exit(_main(sys.argv[1:]))


def _main(args: list[str]) -> int:
    try:
        code = typer.main.get_command(app).main(args, prog_name="verify", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except VerifyError as error:
        return _fail(str(error), error.exit_code)
    except typer.TyperException as error:
        return _fail(f"{_plain(error)}; see `{_asked(error)} --help`", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        # The reader went away (`verify list | head`); leave nothing for the interpreter to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if os.environ.get("VERIFY_TRACEBACK"):
            raise
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return _fail(f"a bug in verify: {text} (VERIFY_TRACEBACK=1 shows where; please report it)", _BUG)


def _plain(error: typer.TyperException) -> str:
    return (error.format_message() or "nothing asked for").rstrip(".")


def _asked(error: typer.TyperException) -> str:
    """The command that was not understood."""
    context = getattr(error, "ctx", None)
    return "verify" if context is None else str(context.command_path)


def _fail(message: str, code: int) -> int:
    typer.echo(f"error: {message}", err=True)
    return code
