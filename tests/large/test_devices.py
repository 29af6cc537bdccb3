"""Devices by name, and the one line where one is not there."""

from __future__ import annotations

import pytest
import torch

from verify.errors import EngineMissing, InvalidInput
from verify.large import devices


def test_the_processor_is_always_there() -> None:
    devices.require_device("cpu")
    assert devices.available()[0] == "cpu"
    assert devices.device_named("cpu") == torch.device("cpu")
    assert devices.described("cpu").strip()


def test_a_missing_gpu_ends_in_one_line_and_exit_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    for ask in (devices.require_device, devices.device_named):
        with pytest.raises(EngineMissing, match=r"device cuda: torch .*; expected one, or device cpu") as caught:
            ask("cuda")
        assert caught.value.exit_code == 3
        assert "\n" not in str(caught.value)


def test_other_names_are_refused() -> None:
    with pytest.raises(InvalidInput, match="device is 'tpu'; expected cpu or cuda"):
        devices.require_device("tpu")


@pytest.mark.gpu
def test_a_gpu_has_a_name_and_keeps_float32() -> None:
    assert devices.device_named("cuda").type == "cuda"
    assert not torch.backends.cuda.matmul.allow_tf32
    assert devices.described("cuda")
