"""For what a file cannot be read; a reader catches them and says so as a problem."""


class TooLargeError(Exception):
    """The file unpacks, or its tables unfold, to more than the limits allow."""


class BrokenError(Exception):
    """The file has no main part that can be read."""


class EncryptedError(BrokenError):
    """The parts of the file are locked with a password."""


class UnreadableError(Exception):
    """The bytes of a file cannot be had; `code` is that of a problem and `values` fill its text."""

    def __init__(self, code: str, **values: str | float) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
