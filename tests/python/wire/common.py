"""What the judges of all clients share."""

import importlib
import pkgutil
import re

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import is_typeddict


def params_modules(package):
    """The modules of a client that hold what a caller may send."""
    return [own for own in every_module(package) if own.__name__.endswith(("param", "params"))]


def every_module(package):
    names = [own.name for own in pkgutil.iter_modules(package.__path__)]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def forbid_unknown_keys(modules):
    """Typed dictionaries take every key in Python; the providers do not."""
    for module in modules:
        for own in vars(module).values():
            if is_typeddict(own):
                own.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)


def typed(adapter: TypeAdapter, body):
    """What is wrong with a body by the client's types."""
    try:
        walk(adapter.validate_python(body))
    except ValidationError as error:
        return [f"types {place(own['loc'])}: {own['msg']}" for own in error.errors(include_url=False, include_input=False)]
    return []


def walk(value):
    """Iterables are validated while they are read."""
    if isinstance(value, dict):
        for own in value.values():
            walk(own)
    elif hasattr(value, "__iter__") and not isinstance(value, (str, bytes)):
        for own in value:
            walk(own)


def place(steps):
    return ".".join(str(step) for step in steps) or "body"


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def within(errors, own, key, low, high):
    """A number, or none."""
    value = own.get(key)
    if value is None:
        return
    if not number(value) or not low <= value <= high:
        errors.append(f"range {key}: {value} is not within {low}..{high}")


def differing(sent, wanted):
    """The keys in which two bodies differ."""
    return sorted(key for key in set(sent) | set(wanted) if sent.get(key) != wanted.get(key))


def unit(text):
    """The name of a case without its number, so that equal complaints are counted together."""
    return re.sub(r"\d+", "#", text)


def without(own, key):
    return {name: value for name, value in own.items() if name != key}
