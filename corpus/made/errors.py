"""What can be wrong with a marked text; every error says where and shows what was found."""


class NoValueError(Exception):
    """A printed text holds no such value: `NoValueError("number", "nhiều hồ sơ")`."""

    def __init__(self, value: str, text: str) -> None:
        super().__init__(f"no {value} in {text!r}")


class MarkError(Exception):
    """A mark that cannot be read, with the file, the line and the piece in question."""

    why = "mark not readable"

    def __init__(self, file: str, line: int, shown: str) -> None:
        super().__init__(f"{file}:{line}: {self.why}: {shown}")


class NotClosedError(MarkError):
    """A mark without its `}}`."""

    why = "mark not closed"


class NotOpenedError(MarkError):
    """A `}}` without a mark before it."""

    why = "no mark to close"


class UnknownMarkError(MarkError):
    """A tag that no mark has."""

    why = "unknown mark"


class SurplusAttributeError(MarkError):
    """More attributes without a name than the tag has places."""

    why = "attribute without a place"
