"""typer's help without what it imports and never uses here, which is most of the time that `--help` takes."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FOR_HELP = "typer.rich_utils"
UNUSED = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}  # both bring the lexers of pygments


def prepare(unused: Mapping[str, str] = UNUSED) -> None:
    """Import what typer writes help with, and let it find empty classes in place of the unused ones.

    Our help is no Markdown, and our tracebacks are Python's. A typer that asks those modules for more gets all of them,
    later and slowly; whoever else imports them gets the real ones.
    """
    if FOR_HELP in sys.modules:
        return
    stand_ins = {name: _stand_in(name, held) for name, held in unused.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module(FOR_HELP)
    except ImportError:
        return
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(name: str, held: str) -> ModuleType:
    made: Any = ModuleType(name)
    setattr(made, held, type(held, (), {}))
    return made  # type: ignore[no-any-return]
