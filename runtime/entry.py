"""How does a command reach its part without loading the others? By name, when it is called."""

import asyncio
import gc
import importlib
import inspect
from collections.abc import Callable
from typing import Any


def entry(name: str) -> Callable[..., Any]:
    """`module:function`. Raises ModuleNotFoundError or AttributeError when this build has no such part.

    Modules stay as long as the process: they are loaded without looking for garbage, and never walked for it again.
    """
    module, _, function = name.partition(":")
    gc.disable()
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    finally:
        gc.freeze()
        gc.enable()
    return found


def run_entry(name: str, *arguments: object, **options: object) -> Any:
    """Run it to its end, sync or async; what it returned."""
    function = entry(name)
    if inspect.iscoroutinefunction(function):
        return asyncio.run(function(*arguments, **options))
    return function(*arguments, **options)


async def await_entry(name: str, *arguments: object, **options: object) -> Any:
    """The same from within a running loop: a sync one gets a thread, so that the loop goes on."""
    function = await asyncio.to_thread(entry, name)
    if inspect.iscoroutinefunction(function):
        return await function(*arguments, **options)
    return await asyncio.to_thread(function, *arguments, **options)
