"""The command ``verify``: which commands there are, and what an error looks like; verify.commands has them."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, cast

import typer
from typer.core import TyperGroup

from verify.errors import VerifyError

# Where each command lives; its module is imported when the command, or the help of all, is asked for.
_COMMANDS = {
    "list": "verify.commands.claims:list_claims",
    "show": "verify.commands.claims:show",
    "run": "verify.commands.run:run",
    "check": "verify.commands.run:check",
    "bless": "verify.commands.bless:bless",
    "refute": "verify.commands.refute:refute",
    "replay": "verify.commands.refute:replay",
    "new": "verify.commands.new:new",
    "stability": "verify.commands.stability:stability",
    "equilibria": "verify.commands.equilibria:equilibria",
    "simulate": "verify.commands.simulate:simulate",
    "sweep": "verify.commands.sweep:sweep",
    "weights": "verify.commands.weights:weights",
    "fetch": "verify.commands.fetch:fetch",
    "report": "verify.commands.report:report",
    "doctor": "verify.commands.doctor:doctor",
}
_BUG = 70  # EX_SOFTWARE of sysexits.h


class _Lazy(TyperGroup):
    """A group that imports a command when it is asked for, so that none waits for the imports of another."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = cast(Any, dict.fromkeys(_COMMANDS))  # the names, for the list and for suggestions

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is the base class's
        if cmd_name not in _COMMANDS:
            return None
        home, function = _COMMANDS[cmd_name].split(":")
        alone = typer.Typer(add_completion=False, rich_markup_mode="rich")
        alone.command(cmd_name)(getattr(importlib.import_module(home), function))
        return typer.main.get_command(alone)


app = typer.Typer(
    cls=_Lazy,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from verify import __version__

        typer.echo(f"verify {__version__}")
        raise typer.Exit


@app.callback()
def _about(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Decide the claims of papers on self-attention dynamics, and report the stability of a value matrix.

    Start with: verify run, then verify show ID. Exit codes: 0 fine, 1 a contradiction, difference or counterexample,
    2 invalid input, 3 an engine or device is missing, 4 the budget was spent, 130 interrupted.
    """


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
        return _fail(error.format_message() or "nothing asked for; see verify --help", error.exit_code)
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


def _fail(message: str, code: int) -> int:
    typer.echo(f"error: {message}", err=True)
    return code
