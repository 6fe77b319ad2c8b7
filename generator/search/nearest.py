"""Impact codes of many weights at once: `weights.code`'s last step without a search.

The leading bits of a float (exponent and five of the mantissa) name a cell; steps of an eighth of an octave are wider
than a cell, so at most one border lies in it, and one comparison decides.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from generator.search.arrays import F64, U8
from generator.search.weights import BORDERS

_MANTISSA = 5
_SHIFT = 52 - _MANTISSA
_LEAST = (1023 - 7) << _MANTISSA
_CELLS = (7 + 33) << _MANTISSA


def _tables() -> tuple[U8, F64]:
    """Code at the beginning of each cell, and the border in it (infinity where there is none)."""
    edges = ((np.arange(_CELLS + 1, dtype=np.int64) + _LEAST) << _SHIFT).view(np.float64).tolist()
    codes = [bisect_right(BORDERS, edge) + 1 for edge in edges]
    inside = [BORDERS[code - 1] if code < 255 and BORDERS[code - 1] < end else float("inf")
              for code, end in zip(codes, edges[1:], strict=False)]
    codes[0] = 1
    return np.array(codes[:-1], dtype=np.uint8), np.array(inside)


_CODES, _INSIDE = _tables()


def nearest_codes(weights: F64) -> U8:
    """1–255 for each weight."""
    cells = np.clip((weights.view(np.int64) >> _SHIFT) - _LEAST, 0, _CELLS - 1)
    found: U8 = _CODES[cells] + (weights >= _INSIDE[cells])
    return found
