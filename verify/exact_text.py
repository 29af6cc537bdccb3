"""Exact numbers from text that anyone may have written: a small grammar, nothing of it is executed."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from typing import Any

from verify.errors import InvalidInput

LONGEST = 500
LARGEST_EXPONENT = 1000  # of a power, of a decimal, and the logarithm of what exp may give is bounded too
LARGEST_ARGUMENT = 1e6
FUNCTIONS = ("sqrt", "log", "exp", "cos", "sin", "tanh")


def exact(text: Any) -> Any:
    """A SymPy number from text such as ``-1/2``, ``0.1``, ``sqrt(2)/2`` or ``log(3)/2``; decimals are read exactly.

    Raises:
        InvalidInput: for text that is not such a number, or a number too large to be worth its memory.
    """
    import sympy

    text = str(text).strip()
    shown = _shown(text)
    value = _parsed(text, "is not an exact number; expected text such as -1/2, sqrt(2)/2 or log(3)/2")
    if value.has(sympy.zoo, sympy.nan, sympy.oo) or value.is_real is False or abs(complex(value.evalf(15)).imag) > 0:
        raise InvalidInput(f"{shown} is not a real number; expected a finite real one")
    return value


def exact_of_time(text: Any) -> Any:
    """A SymPy expression in the time t (:func:`time_symbol`), from text such as ``cos(2*t)`` or ``(-1)**floor(t/3)``.

    Raises:
        InvalidInput: for text that is no such formula.
    """
    import sympy

    text = str(text).strip()
    value = _parsed(text, "is not a formula in t; expected text such as cos(2*t), 1 + t or (-1)**floor(t/3)", ("t",))
    if value.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        raise InvalidInput(f"{_shown(text)} is not a real function of t; expected a finite real one")
    return value


def time_symbol() -> Any:
    """The variable of :func:`exact_of_time`."""
    import sympy

    return sympy.Symbol("t", real=True)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _parsed(text: str, otherwise: str, variables: tuple[str, ...] = ()) -> Any:
    """The value of a text in the grammar.

    Raises:
        InvalidInput: with ``otherwise``, for what is not in the grammar.
    """
    wrong = InvalidInput(f"{_shown(text)} {otherwise}")
    if len(text) > LONGEST:
        raise InvalidInput(
            f"{_shown(text)} is too long; expected a number of at most {LONGEST} characters, not {len(text)}"
        )
    if not re.fullmatch(r"[0-9A-Za-z\s.+\-*/()]+", text):
        raise wrong
    try:
        return _value(ast.parse(text, mode="eval").body, text, variables)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
        raise wrong from error


def _value(node: ast.expr, text: str, variables: tuple[str, ...] = ()) -> Any:
    import sympy

    if isinstance(node, ast.Constant) and type(node.value) is int:
        return sympy.Integer(node.value)
    if isinstance(node, ast.Constant) and type(node.value) is float:
        decimal = Decimal(ast.get_source_segment(text, node) or "")
        if decimal and abs(decimal.adjusted()) > LARGEST_EXPONENT:
            raise OverflowError("too large or too small")
        return sympy.Rational(*decimal.as_integer_ratio())
    if isinstance(node, ast.Name) and node.id in ("pi", "E"):
        return getattr(sympy, node.id)
    if isinstance(node, ast.Name) and node.id in variables:
        return time_symbol()
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = _value(node.operand, text, variables)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _functions(variables):
        (argument,) = [_value(inner, text, variables) for inner in node.args]
        fixed = not argument.free_symbols and node.func.id not in ("sqrt", "log")
        if node.keywords or (fixed and abs(float(argument)) > LARGEST_ARGUMENT):
            raise ValueError("an argument out of range")
        return getattr(sympy, node.func.id)(argument)
    if isinstance(node, ast.BinOp):
        return _combined(node.op, _value(node.left, text, variables), _value(node.right, text, variables))
    raise ValueError("not a number")


def _functions(variables: tuple[str, ...]) -> tuple[str, ...]:
    return (*FUNCTIONS, "floor") if variables else FUNCTIONS


def _combined(operator: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(operator, ast.Add):
        return left + right
    if isinstance(operator, ast.Sub):
        return left - right
    if isinstance(operator, ast.Mult):
        return left * right
    if isinstance(operator, ast.Div):
        return left / right
    if isinstance(operator, ast.Pow) and right.is_Rational:
        digits = max(abs(left.p).bit_length(), left.q.bit_length()) if left.is_Rational else 1
        if max(abs(right.p), right.q) * digits <= 20 * LARGEST_EXPONENT:
            return left**right
    if isinstance(operator, ast.Pow) and left == -1 and right.is_integer:  # the sign that switches
        return left**right
    raise OverflowError("too large a power, or another operator")
