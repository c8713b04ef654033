"""Where the source makes faults: each call of `fault` or `Fault`, with its codes and its params."""

import ast
from pathlib import Path
from typing import NamedTuple

import aipolicy

ROOT = Path(aipolicy.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MAKERS = {"fault", "Fault"}
# These two make faults of what others state: of pydantic's errors, and of the arguments of a call.
GENERAL = {"errors/fault.py", "errors/validation.py"}


class Site(NamedTuple):
    """One call: the codes that it may have, and the names of its params; `open_` where any."""

    place: str
    codes: frozenset[str]
    params: frozenset[str]
    open_: bool


def sites(path):
    """Return the calls in a file, helpers that take a code among them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    makers = MAKERS | {one.name for one in functions if _takes_a_code(one)}
    return [
        _site(path, call, inside, tree)
        for inside in [*functions, _top(tree)]
        for call in ast.walk(inside)
        if isinstance(call, ast.Call) and _name(call.func) in makers
        if _innermost(functions, call) in {inside, None} and not _passes_on(inside, call)
    ]


def _top(tree):
    return ast.Module([one for one in tree.body if not isinstance(one, ast.ClassDef)], [])


def _innermost(functions, call):
    around = [one for one in functions if any(node is call for node in ast.walk(one))]
    return max(around, key=lambda one: one.lineno, default=None)


def _passes_on(inside, call):
    """Return whether a helper passes on the code that it was given."""
    given = isinstance(inside, ast.FunctionDef) and _takes_a_code(inside)
    return given and any(_name(one) == "code" for one in call.args)


def _takes_a_code(function):
    return any(_name(one.annotation) == "Code" for one in function.args.args)


def _name(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", None)


def _site(path, call, inside, tree):
    place = f"{path.relative_to(ROOT)}:{call.lineno}"
    codes = _codes(call)
    for one in call.args:
        if isinstance(one, ast.Name) and not codes:
            codes = _assigned(inside, one.id) or _looped(inside, tree, one.id)
    params = {one.arg for one in call.keywords if one.arg}
    open_ = False
    for one in call.keywords:
        if one.arg is None:
            keys = _keys(inside, one.value)
            params |= keys
            open_ |= not keys
    return Site(place, frozenset(codes), frozenset(params), open_)


def _codes(call):
    return {one.attr for arg in call.args[:2] for one in ast.walk(arg) if _is_code(one)}


def _is_code(node):
    return isinstance(node, ast.Attribute) and _name(node.value) == "Code"


def _assigned(inside, name):
    """Return the codes that a variable of a function may hold, as `code = Code.X` or in a loop."""
    found = set()
    for node in ast.walk(inside):
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if isinstance(node, ast.Assign | ast.AnnAssign) and name in map(_name, targets):
            found |= {one.attr for one in ast.walk(node.value) if _is_code(one)}
    return found


def _looped(inside, tree, name):
    """Return the codes of a table that a function loops over, with the code as a variable."""
    tables = {
        _name(node.iter)
        for node in ast.walk(inside)
        if isinstance(node, ast.For) and any(_name(one) == name for one in ast.walk(node.target))
    }
    return {code for table in tables for code in _assigned(tree, table)}


def _keys(inside, value):
    """Return the keys of a dict that is passed as `**`: a display, or a variable that holds one."""
    if isinstance(value, ast.Dict):
        displays = [value]
    else:
        displays = [
            node.value
            for node in ast.walk(inside)
            if isinstance(node, ast.Assign) and _name(value) in map(_name, node.targets)
            if isinstance(node.value, ast.Dict)
        ]
    return {key.value for one in displays for key in one.keys if isinstance(key, ast.Constant)}
