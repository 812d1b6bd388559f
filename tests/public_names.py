"""Finds names that are public though nothing outside their file uses them."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_ROOTS = ("bot", "models", "training", "benchmarks", "docs", "tests")
# What is found by its name or its decorator: entry points, loggers, type variables, errors, hooks of pytest and yt-dlp.
_FOUND_BY_NAME = re.compile(r"main|setup|log|[A-Z]|pytest_\w+|\w+Error|\w+IE")
_FOUND_BY_DECORATOR = re.compile(r"\bapp\.|\bfixture\b|\bcommand\(")
_PATH = re.compile(rf"\b(?:{'|'.join(_ROOTS)})(?:\.\w+)+")
_IMPORT = re.compile(r"from ([\w.]+) import ([\w, ]+)")

_Definition = ast.stmt


def needlessly_public(checkout: Path) -> list[str]:
    """Return "FILE NAME" of each public name at the top of a module that no other file uses.

    Left out are names in the annotations of what others use, settings, protocols, and what is found by its name.
    """
    paths = [
        path for root in _ROOTS for path in sorted((checkout / root).rglob("*.py")) if "versions" not in path.parts
    ]
    trees = {_module(path.relative_to(checkout)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    used = _used_names(trees)
    return [
        f"{module} {name}"
        for module, tree in trees.items()
        if not module.rpartition(".")[2].startswith("test_")
        and module not in {"bot.settings", "bot.store.migrations.env"}
        for name in _defined(tree).keys() - _interface(tree, used[module])
        if not name.startswith("_")
    ]


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _used_names(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Return the names of each module that others import, reach as an attribute, or name in a text."""
    used: dict[str, set[str]] = defaultdict(set)
    for tree in trees.values():
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            match node:
                case ast.ImportFrom(module=str(source)):
                    used[source] |= {alias.name for alias in node.names}
                    modules |= {alias.asname or alias.name: f"{source}.{alias.name}" for alias in node.names}
                case ast.Import():
                    modules |= {alias.asname or alias.name: alias.name for alias in node.names}
                case ast.Constant(value=str(text)):
                    for module, _, name in (path.rpartition(".") for path in _PATH.findall(text)):
                        used[module].add(name)
                    for module, names in _IMPORT.findall(text):
                        used[module] |= set(names.split(", "))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (module := modules.get(ast.unparse(node.value))):
                used[module].add(node.attr)
    return used


def _defined(tree: ast.Module) -> dict[str, _Definition]:
    found: dict[str, _Definition] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found[node.name] = node
            case ast.Assign():
                found |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = node
    return found


def _interface(tree: ast.Module, used: set[str]) -> set[str]:
    """Return the names that others use, that are found otherwise, and, step by step, those in their annotations."""
    defined = _defined(tree)
    waiting = [name for name, node in defined.items() if name in used or _is_found(name, node)]
    reached = set(waiting)
    while waiting:
        new = {name for name in _annotated(defined[waiting.pop()]) if name in defined} - reached
        reached |= new
        waiting += new
    return reached


def _is_found(name: str, node: _Definition) -> bool:
    decorators = " ".join(map(ast.unparse, getattr(node, "decorator_list", [])))
    bases = " ".join(map(ast.unparse, getattr(node, "bases", [])))
    return bool(_FOUND_BY_NAME.fullmatch(name) or _FOUND_BY_DECORATOR.search(decorators) or "Protocol" in bases)


def _annotated(node: _Definition) -> Iterator[str]:
    """Return the names in the annotations and bases of a function, a class or a type's alias."""
    if isinstance(node, ast.ClassDef):
        members = [each for each in node.body if not getattr(each, "name", "").startswith("_") or _is_called(each)]
        parts: list[ast.AST | None] = [*node.bases, *[each for member in members for each in _annotations(member)]]
    elif isinstance(node, ast.Assign):
        parts = [node.value]
    else:
        parts = list(_annotations(node))
    for part in parts:
        for inner in ast.walk(part) if part else ():
            if isinstance(inner, ast.Name):
                yield inner.id
            elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield from re.findall(r"\w+", inner.value)


def _is_called(node: ast.stmt) -> bool:
    return getattr(node, "name", "") in {"__init__", "__call__"}


def _annotations(node: ast.stmt) -> Iterator[ast.expr | None]:
    match node:
        case ast.FunctionDef(args=arguments) | ast.AsyncFunctionDef(args=arguments):
            yield from (each.annotation for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))
            yield from (each.annotation for each in (arguments.vararg, arguments.kwarg) if each)
            yield node.returns
        case ast.AnnAssign():
            yield node.annotation
