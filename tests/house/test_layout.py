"""The layout of the house: no import circles, the arrows between subjects, folders that can be taken in at a glance.

`python -m tests.house.test_layout` prints the figures.
"""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.imports import FILES, imports
from tests.support.paths import ROOT

MOST_MODULES = 14  # in a folder; warehouse/ is flat and groups by prefix
DESK = {  # which subjects a subject of the desk may import besides itself; records, errors and urls are everybody's
    "text": set(),
    "cleaning": {"text"},
    "names": {"text"},
    "documents": {"text"},
    "copies": {"text", "documents"},
    "lineage": {"text", "documents", "copies"},  # it measures pairs that the verdict joined; no verdict asks for it
    "stories": {"text"},
    "conflicts": {"text"},
    "digest": {"text"},
    "health": set(),
    "topic": {"text", "names", "cleaning"},
    "openness": {"text", "names"},
    "seeds": {"text", "documents", "copies", "cleaning"},
}
FLOWS = {  # the same for flows/; its own files on top are the flows and the settings
    "crawl_steps": {"decide_steps"},
    "decide_steps": set(),
    "digest_steps": set(),
    "jobs": {"crawl_steps", "decide_steps", "digest_steps"},
    "agents": {"jobs"},
    "cli": {"crawl_steps", "decide_steps", "digest_steps", "jobs", "agents"},
}
RULE_FILES = {  # modules of the desk that read a file: the bundled rules, or what the user names in their place
    "desk/yaml_file.py",
    "desk/cleaning/boilerplate.py",
    "desk/copies/rewriting/model.py",
    "desk/digest/sentence/rules.py",
    "desk/names/names_file.py",
    "desk/names/spellings.py",
    "desk/stories/cards.py",
    "desk/stories/same_event.py",
    "desk/text/common_words.py",
    "desk/text/multilingual/weights.py",
    "desk/topic/topic_file.py",
}


def module(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


def graph() -> dict[str, set[str]]:
    """Each module and the modules of the house it imports; annotations count, a package's `__init__` only by name."""
    known = {module(path): path for path in FILES}
    return {name: {other for other in imports(path) if other in known} - {name} for name, path in known.items()}


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected components of more than one module (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(arrows[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            component = stack[at:]
            del stack[at:]
            if len(component) > 1:
                found.append(sorted(component))

    for name in sorted(arrows):
        if name not in index:
            visit(name)
    return found


def upward(room: str, allowed: dict[str, set[str]]) -> list[str]:
    """Imports between the subjects of a room that its table does not have."""
    wrong = []
    for name, others in graph().items():
        parts = name.split(".")
        if parts[0] != room or len(parts) < 3:
            continue
        for other in sorted(others):
            target = other.split(".")
            if target[0] == room and len(target) > 2 and target[1] not in allowed[parts[1]] | {parts[1]}:
                wrong.append(f"{name} imports {other}")
    return wrong


def sizes() -> Counter[str]:
    """Modules a folder, `__init__` not counted."""
    return Counter(str(path.parent.relative_to(ROOT)) for path in FILES if path.name != "__init__.py")


def test_no_modules_import_each_other_in_a_circle():
    assert circles(graph()) == []


def test_a_circle_would_be_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


@pytest.mark.parametrize(("room", "allowed"), [("desk", DESK), ("flows", FLOWS)])
def test_subjects_import_only_along_their_arrows(room, allowed):
    assert upward(room, allowed) == []


@pytest.mark.parametrize(("room", "allowed"), [("desk", DESK), ("flows", FLOWS)])
def test_every_subject_has_its_arrows_written_down(room, allowed):
    folders = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert folders == set(allowed)


def test_no_folder_but_the_warehouse_has_more_modules_than_one_can_take_in():
    crowded = {folder: count for folder, count in sizes().items() if count > MOST_MODULES and folder != "warehouse"}
    assert crowded == {}


def test_the_desk_reads_files_only_where_rules_are_loaded():
    readers = set()
    for path in FILES:
        name = str(path.relative_to(ROOT))
        if name.startswith("desk/"):
            asks = {"pathlib.Path", "importlib.resources"} & run_time_imports(path)
            calls = {
                node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
            }
            if asks or calls & {"read_text", "read_bytes"}:
                readers.add(name)
    assert readers - RULE_FILES == set(), "a rule is pure: hand it what was read"
    assert RULE_FILES - readers == set(), "named here, but reads no file any more"


def test_a_test_file_is_imported_by_nobody():
    importers = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        others = {name for name in imports(path) if re.match(r"tests\.(?:\w+\.)*test_\w+", name)}
        importers += [f"{path.relative_to(ROOT)} imports {name}" for name in sorted(others)]
    assert importers == [], "what tests share stands in tests/support"


def run_time_imports(path: Path) -> set[str]:
    return imports(path, types=False)


if __name__ == "__main__":
    found = circles(graph())
    print(f"circles {len(found)}: {found}")
    for room, allowed in (("desk", DESK), ("flows", FLOWS)):
        wrong = upward(room, allowed)
        print(f"upward arrows in {room}/ {len(wrong)}", *wrong, sep="\n  ")
    print("largest folders", sizes().most_common(6))
