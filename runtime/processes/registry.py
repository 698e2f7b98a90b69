"""Which workflows and activities does this build have? Found by walking, so that none is forgotten in a list."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import workflows as workflows_room

_WORKFLOW, _ACTIVITY = "__temporal_workflow_definition", "__temporal_activity_definition"


def workflows() -> tuple[type, ...]:
    """Every workflow class of the room, by name."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(workflows_room.__path__, "workflows.")]
    found = {thing for module in modules for _, thing in inspect.getmembers(module, inspect.isclass) if _WORKFLOW in vars(thing)}
    return tuple(sorted(found, key=lambda each: each.__qualname__))


def activities(*instances: object) -> tuple[Callable[..., Any], ...]:
    """Every activity that these objects have, bound to them."""
    return tuple(method for each in instances for _, method in inspect.getmembers(each, callable) if hasattr(method, _ACTIVITY))
