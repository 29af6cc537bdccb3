"""Coordinates on the tangent spaces of the sphere at many tokens, in O(n d): one reflection for each token."""

from __future__ import annotations

import numpy as np


class Frame:
    """An orthonormal basis of the tangent space at every token: the last d - 1 columns of a Householder reflection.

    The reflection ``I - 2 w w^T`` maps the token to a multiple of the first axis.

    Args:
        tokens: rows that are not zero, shape ``(n, d)``, d >= 2.
    """

    def __init__(self, tokens: np.ndarray) -> None:
        w = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
        w[:, 0] += np.where(tokens[:, 0] < 0, -1, 1)  # the sign without cancellation
        self.normals = w / np.linalg.norm(w, axis=1, keepdims=True)

    def __getitem__(self, rows: slice) -> Frame:
        """The same bases at some of the tokens."""
        part = object.__new__(Frame)
        part.normals = self.normals[rows]
        return part

    def lift(self, coordinates: np.ndarray) -> np.ndarray:
        """Tangent vectors of shape ``(n, d, k)`` from coordinates of shape ``(n, d - 1, k)``."""
        n, _, k = coordinates.shape
        along = np.einsum("ia,iak->ik", self.normals[:, 1:], coordinates)
        lifted = np.concatenate([np.zeros((n, 1, k), dtype=coordinates.dtype), coordinates], axis=1)
        lifted -= 2 * self.normals[:, :, None] * along[:, None, :]
        return lifted

    def drop(self, vectors: np.ndarray) -> np.ndarray:
        """Coordinates of shape ``(n, d - 1, k)`` of the tangent part of vectors of shape ``(n, d, k)``."""
        along = np.einsum("ia,iak->ik", self.normals, vectors)
        return vectors[:, 1:] - 2 * self.normals[:, 1:, None] * along[:, None, :]

    def bases(self) -> np.ndarray:
        """The bases themselves, shape ``(n, d, d - 1)``."""
        n, d = self.normals.shape
        identity = np.broadcast_to(np.eye(d - 1, dtype=self.normals.dtype), (n, d - 1, d - 1))
        return self.lift(identity)
