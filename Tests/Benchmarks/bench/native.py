# SPDX-License-Identifier: Apache-2.0
"""The reference programs in C, compiled when needed."""
import json
import subprocess
from pathlib import Path

_SOURCES = Path(__file__).resolve().parents[1] / "native"


def build(name, folder, packages=()):
    """Compiles one of the programs into a folder; its path."""
    flags = []
    if packages:
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", *packages], check=True, capture_output=True,
            text=True).stdout.split()
    program = Path(folder) / name
    source = _SOURCES / f"{name}.c"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Wextra", "-o", str(program), str(source), *flags], check=True)
    return program


def run(program, *arguments):
    """Runs one; the object that it prints."""
    result = subprocess.run(
        [str(program), *map(str, arguments)], check=True, capture_output=True, text=True)
    return json.loads(result.stdout)
