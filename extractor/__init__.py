"""baocao: reads Vietnamese administrative reports and turns them into traceable records.

    from extractor import Corpus, convert, find, frame, read

`help(extractor.convert)` and so on explain each; they are loaded with their first use.
"""

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would be half of the import's time
if TYPE_CHECKING:
    from extractor.api import Corpus, Document, Options, Records, Result, convert, find, read
    from extractor.frames import frame

__version__ = "0.1.0"

__all__ = ["Corpus", "Document", "Options", "Records", "Result", "convert", "find", "frame", "read"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - as above

    return getattr(import_module("extractor.frames" if name == "frame" else "extractor.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
