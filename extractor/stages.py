"""The stages of a conversion and who watches them: by default nobody, so that no clock is looked at.

Everything that has stages takes `stage`, and writes `with stage("lexer"): ...`; names have their texts in
`[stage]` of `patterns/messages.toml`.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import process_time

Stage = Callable[[str], AbstractContextManager[None]]

_UNWATCHED = nullcontext()


def unwatched(_name: str) -> AbstractContextManager[None]:
    """A stage whose time nobody wants."""
    return _UNWATCHED


class Watch:
    """`seconds` of CPU time of this process by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Add the time that passes inside to a stage."""
        begin = process_time()
        try:
            yield
        finally:
            self.add({name: process_time() - begin})

    def add(self, seconds: dict[str, float]) -> None:
        """Add seconds by stage."""
        for name, taken in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + taken
