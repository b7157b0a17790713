# SPDX-License-Identifier: Apache-2.0
"""CPU of the text stages on plain text, beside a plain copy, and on what was made to be slow."""
import ctypes
import random
import time

from bench import process
from harness.executable import Folders

GROUP = "text"
_STAGES = ("decode", "structure", "normalize", "language", "extract", "quality")
_PIPELINE = "name: text\nstages:\n" + "".join(f"  - {stage}\n" for stage in _STAGES)
_MEGABYTE = 1_000_000


def _prose(size, rng):
    """ASCII paragraphs of generated words."""
    words = ["".join(rng.choices("etaoinshrdlu", k=rng.randint(1, 9))) for _ in range(3000)]
    parts, length = [], 0
    while length < size:
        line = " ".join(rng.choices(words, k=80)).capitalize() + "."
        parts.append(line)
        length += len(line) + 2
    return "\n\n".join(parts)[:size].rstrip()


def _repeat(text):
    return lambda size: (text * (size // len(text.encode()) + 1))[:size]


#: What each of them is to make slow, and a text of so many bytes.
_ADVERSARIES = {
    "combining marks on one letter": lambda size: "e" + "\u0301\u0323" * (size // 4),
    "misread sequences": _repeat("Ã©â€™"),
    "misread four times over": _repeat("ÃƒÆ’Ã‚Â©"),
    "wrapped lines that end in hyphens": _repeat("word " * 13 + "exam-\n"),
    "line ends": _repeat("a\n"),
    "one word": _repeat("a"),
    "one sentence over and over": _repeat("The same words came again and again today. "),
    "distinct words": lambda size: " ".join(f"w{number:x}" for number in range(size // 7)),
    "soft hyphens and zero widths": _repeat("a\u00ad\u200b\u202e"),
    "punctuation": _repeat("!?.,-"),
    "scripts in turn": _repeat("aбα字ا "),
    "quotes that nothing closes": _repeat("“So it was, he said. "),
    "quotes within quotes": _repeat("“‘"),
    "short quotes": _repeat("“We ran for it,” she said. "),
    "names": _repeat("Mr Jo Ray of Kelmar met Ann Lee. "),
    "one name in ever new forms": lambda size: " ".join(
        f"Ann Lee{number:x} spoke." for number in range(size // 18)),
    "numbers": _repeat("1,200 2.5 12 and 3 million "),
    "numbers in words": _repeat("two hundred and twenty-one thousand "),
    "dates": _repeat("on Monday, 3 May 2024 at 5pm, "),
    "dashes": _repeat("- — – "),
    "spoken dashes": _repeat("— We ran, — said Jo Ray. — And hid.\n\n"),
    "digits and signs": _repeat("+1 (2) 3-4/5.6@7#8 "),
    "short lines": _repeat("Read more: a b c\n\nKelmar wins\n\n"),
    "lines of a width": _repeat("word " * 12 + "end\n"),
    "one line": _repeat("KELMAR, May 3 (Nordwire) - "),
    "brackets": _repeat("(((a) [b "),
}


def _stage_cpu(options, folder, name, text):
    """CPU seconds of each stage on one file."""
    pipeline = folder / "text.yaml"
    pipeline.write_text(_PIPELINE)
    folders = Folders(folder / name)
    folders.incoming.mkdir(parents=True)
    (folders.incoming / "a.txt").write_text(text, encoding="utf-8", errors="ignore")
    usage = process.run_once(
        options.thresher, folders, "--settle", options.settle, "--pipelines", str(pipeline))
    return usage.stage_cpu()


def _copy_ns(data):
    """Nanoseconds a byte of a plain copy, the best of some."""
    target = ctypes.create_string_buffer(len(data))
    best = float("inf")
    for _ in range(9):
        start = time.process_time_ns()
        ctypes.memmove(target, data, len(data))
        best = min(best, time.process_time_ns() - start)
    return best / len(data)


def measure(options, folder, table):
    """ASCII text beside a copy of it; then each adversary at two sizes."""
    text = _prose(12 * _MEGABYTE, random.Random(1))
    table.add(GROUP, "ASCII text: plain copy", _copy_ns(text.encode()), "ns/B")
    for stage, seconds in _stage_cpu(options, folder, "ascii", text).items():
        table.add(GROUP, f"ASCII text: {stage}", seconds * 1e9 / len(text), "ns/B")
    for number, (name, make) in enumerate(_ADVERSARIES.items()):
        sizes = (2 * _MEGABYTE, 4 * _MEGABYTE)
        small, large = (
            sum(_stage_cpu(options, folder, f"{number}-{size}", make(size)).values())
            for size in sizes)
        table.add(GROUP, f"{name}: CPU at 4 MB", large * 1e3, "ms")
        table.add(GROUP, f"{name}: growth when doubled", large / max(small, 1e-6), "", at_most=2.6)
