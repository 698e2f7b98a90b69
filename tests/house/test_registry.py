"""What is defined is run: nothing is left out of a worker because a list was not kept."""

import ast

from temporalio import activity

from runtime.processes.registry import activities, workflows
from tests.house.checkout import ROOMS, dotted, module_name, sources, tree_of


def decorated(tree: ast.Module, mark: str) -> list[str]:
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef) and mark in [dotted(each) for each in node.decorator_list]]


def activity_classes() -> dict[str, str]:
    """Classes with an activity among their methods, with their module."""
    found = {}
    for path in sources(*ROOMS):
        for node in tree_of(path).body:
            marks = [dotted(each) for method in getattr(node, "body", ()) for each in getattr(method, "decorator_list", ())]
            if isinstance(node, ast.ClassDef) and "activity.defn" in marks:
                found[node.name] = module_name(path)
    return found


def test_every_workflow_that_is_defined_is_in_the_registry() -> None:
    defined = {(module_name(path), name) for path in sources(*ROOMS) for name in decorated(tree_of(path), "workflow.defn")}
    assert {(each.__module__, each.__qualname__) for each in workflows()} == defined
    assert len(defined) >= 2


def test_workflows_stand_in_their_room() -> None:
    assert {each.__module__.split(".")[0] for each in workflows()} == {"workflows"}


def test_every_class_of_activities_is_made_by_the_runtime() -> None:
    made = {
        dotted(node.func).split(".")[-1] for path in sources("runtime") for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)
    }
    assert sorted(activity_classes().keys() - made) == []
    assert activity_classes()


def test_activities_stand_in_their_room_as_methods() -> None:
    assert {module.split(".")[0] for module in activity_classes().values()} == {"activities"}
    loose = [
        node.name
        for path in sources(*ROOMS)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "activity.defn" in [dotted(each) for each in node.decorator_list]
    ]
    assert loose == []


class Deeds:
    @activity.defn
    async def deed(self) -> None: ...

    async def no_deed(self) -> None: ...


def test_the_registry_takes_every_activity_of_an_object_and_nothing_else() -> None:
    deeds = Deeds()
    assert activities(deeds) == (deeds.deed,)
