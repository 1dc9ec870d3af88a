"""Points and boxes on a page, in points from its upper left corner, x to the right and y down."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Size(NamedTuple):
    """Width and height of a page in points."""

    width: float
    height: float

    def turned(self, quarters: int) -> "Size":
        """Give the size after that many quarter turns."""
        return Size(self.height, self.width) if quarters % 2 else self


class Frame(NamedTuple):
    """How coordinates lie on the page as displayed: on a page of that size, turned clockwise by quarters."""

    size: Size
    turn: int


def turn_points(points: Floats, size: Size, quarters: int) -> Floats:
    """Move points (n, 2) as the page of that size is turned clockwise by quarter turns."""
    x, y = points[:, 0], points[:, 1]
    turned = (
        (x, y),
        (size.height - y, x),
        (size.width - x, size.height - y),
        (y, size.width - x),
    )[quarters % 4]
    return np.stack(turned, axis=1).astype(np.float32)


def turn_boxes(boxes: Floats, size: Size, quarters: int) -> Floats:
    """Move boxes (n, 4), each x0, top, x1, bottom, as the page of that size is turned clockwise."""
    if quarters % 4 == 0:
        return boxes
    first = turn_points(boxes[:, :2], size, quarters)
    second = turn_points(boxes[:, 2:], size, quarters)
    return np.concatenate([np.minimum(first, second), np.maximum(first, second)], axis=1)


def to_bytes(boxes: Floats) -> bytes:
    """Pack boxes as `Page.boxes` wants them: four little-endian float32 each."""
    return boxes.astype("<f4").tobytes()
