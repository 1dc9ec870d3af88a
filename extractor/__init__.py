"""baocao: reads Vietnamese administrative reports and turns them into traceable records.

    from extractor import Corpus, convert, find, frame, read

`help(extractor.convert)` and so on explain each; they are loaded with their first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.api import Corpus, Document, Options, Records, Result, convert, find, read
    from extractor.frames import frame

__version__ = "0.1.0"

__all__ = ["Corpus", "Document", "Options", "Records", "Result", "convert", "find", "frame", "read"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("extractor.frames" if name == "frame" else "extractor.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
