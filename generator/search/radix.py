"""Sorting by digits of 16 bits: numpy's stable sort of uint16 is a radix sort, its other sorts are not."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from generator.search.arrays import I64, U16

DIGIT = 16
Key = TypeVar("Key", bound=np.unsignedinteger[Any])


def sorting_order(keys: npt.NDArray[np.unsignedinteger[Any]], bits: int, *, skip: int = 0) -> I64:
    """The stable order of `keys` by the `bits` bits above the lowest `skip`."""
    order = np.argsort(_digit(keys, skip), kind="stable")
    for shift in range(skip + DIGIT, skip + bits, DIGIT):
        order = order[np.argsort(_digit(keys[order], shift), kind="stable")]
    return order


def sorted_keys(keys: npt.NDArray[Key], bits: int, *, skip: int = 0) -> npt.NDArray[Key]:
    """`keys` in the stable order of the `bits` bits above the lowest `skip`."""
    for shift in range(skip, skip + bits, DIGIT):
        keys = keys[np.argsort(_digit(keys, shift), kind="stable")]
    return keys


def _digit(keys: npt.NDArray[np.unsignedinteger[Any]], shift: int) -> U16:
    return (keys >> keys.dtype.type(shift)).astype(np.uint16)
