"""Faults that kill nobody: a full disk, a model that is missing on one reader, a clock set back."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

OTHERS = ("model", "disk", "clock")
DOUBLE = Path(__file__).with_name("faults_double.py")
FULL_KB = (300, 1500)
"""Sizes of disks that are too small for the ledger."""
ENOUGH = "512m"


def mounted(folder: Path, size: str, again: bool = False) -> bool:
    """Whether a disk of a size could be put in a folder, or made another size there."""
    how = ["-o", f"remount,size={size}"] if again else ["-t", "tmpfs", "-o", f"size={size}"]
    command = ["mount", *how, str(folder)] if again else ["mount", *how, "tmpfs", str(folder)]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def unmount(folder: Path) -> None:
    """Take a disk away again."""
    subprocess.run(["umount", str(folder)], capture_output=True, check=True)


def can_mount(folder: Path) -> bool:
    """Whether disks can be put in here."""
    folder.mkdir()
    if is_there := mounted(folder, "1m"):
        unmount(folder)
    folder.rmdir()
    return is_there


def faulty(victim: str, folder: Path, random: Random) -> tuple[list[str], dict[str, str]]:
    """The program with a fault, and the environment that tells it which."""
    environment = dict(os.environ)
    if victim == "model":
        environment["FAULTS_MODEL"] = str(folder / "lacks-model")
    if victim == "clock":
        environment["FAULTS_CLOCK"] = f"{random.randint(0, 12)} {random.randint(1, 48)}"
    return [sys.executable, str(DOUBLE)], environment
