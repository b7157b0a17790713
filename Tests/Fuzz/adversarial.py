#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Pages made to cost more than their size: CPU at one size and at twice that size.

    adversarial.py [--thresher FILE] [--pipeline FILE] [--size 2000000] [--only NAME]

What is linear grows by 2; what is quadratic by 4. The status is 1 when anything that takes longer
than half a second grows by more than 2.8.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def filled(piece, before="<p>text</p>", after=""):
    return lambda size: before + piece * max(1, size // len(piece)) + after


def numbered(before, piece, after=""):
    def make(size):
        count = max(1, size // (len(piece) + 4))
        return before + "".join(piece.replace("#", str(number)) for number in range(count)) + after

    return make


def halves(first, second):
    return lambda size: first * (size // 2 // len(first)) + second * (size // 2 // len(second))


CASES = {
    "many attributes of one tag": numbered("<p ", "a#=1 ", ">text"),
    "many elements of many attributes": filled("<p " + "class=a id=b " * 60 + ">x"),
    "deep nesting": filled("<div>"),
    "deep nesting of unknown elements": filled("<x-y>"),
    "open formatting elements": filled("<b><i><a href=x>x"),
    "open spans, then ends that fit none": halves("<span>", "</i>"),
    "open spans, then bodies": halves("<span>", "<body>"),
    "open elements to the limit, wrong ends": lambda size: "<span>" * 500 + "</i>" * (size // 4),
    "open sections, then ends of lists": halves("<section>", "</ul>"),
    "open list items in divisions": filled("<li><div>"),
    "unclosed headings": filled("<h2>a<p>b"),
    "a table of many cells": filled("<td>a", "<table><tr>"),
    "a table of many spans": filled("<td rowspan=999 colspan=99>a<tr>", "<table><tr>"),
    "nested tables": filled("<table><tr><td>a"),
    "nested lists": filled("<ul><li>a"),
    "long runs of references": filled("&amp;&#65;&notit;&x"),
    "ampersands": filled("&"),
    "less-than signs": filled("<"),
    "unclosed attribute values": filled("<a href=\"x"),
    "unclosed comments": filled("<!-- <p>"),
    "scripts with comments": filled("<script><!--<script>"),
    "unclosed scripts": filled("<script>"),
    "unclosed svg": filled("<svg>"),
    "unclosed templates": filled("<template>"),
    "unclosed titles": filled("<title>"),
    "line breaks": filled("a<br><br>"),
    "hidden spans": filled("<span hidden>a</span>b"),
    "comments of readers": filled("<div class=comment><p>a b c d e</p></div>", "<p>" + "word " * 50),
    "links": filled("<a href=/x>a b</a> "),
    "equal siblings": filled("<div class=a><p>words of a card</p></div>"),
    "one long text": filled("word "),
    "one long word": filled("w"),
    "one long class": lambda size: f"<p class=\"{'a-b ' * (size // 4)}\">x",
    "long JSON-LD": lambda size: "<script type=application/ld+json>" + "[" * size + "</script><p>x",
    "many JSON-LD": filled('<script type=application/ld+json>{"@type":"Article"}</script>'),
    "JSON-LD references": lambda size: (
        '<script type=application/ld+json>{"@id":"a","@type":"NewsArticle","publisher":{"@id":"a"},"name":['
        + '{"@id":"a"},' * (size // 11) + "0]}</script><p>x"),
    "metadata": filled("<meta name=author content='By A, B'><meta property=og:title content=x>"),
    "dates": filled("<time datetime=2026-01-01>1 January 2026</time> "),
}


def cpu_seconds(thresher, pipeline, page):
    with tempfile.NamedTemporaryFile(suffix=".html", dir="/dev/shm") as file:
        file.write(page.encode())
        file.flush()
        command = [thresher, "process", "--pipeline", pipeline, file.name]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--thresher", default=str(ROOT / ".build/release/thresher"))
    parser.add_argument("--pipeline", default=str(ROOT / "pipelines/default.yaml"))
    parser.add_argument("--size", type=int, default=2_000_000, help="bytes of the smaller page")
    parser.add_argument("--only", help="the cases whose names hold this")
    options = parser.parse_args()
    failures = 0
    for name, make in CASES.items():
        if options.only and options.only not in name:
            continue
        status, once = cpu_seconds(options.thresher, options.pipeline, make(options.size))
        second, twice = cpu_seconds(options.thresher, options.pipeline, make(2 * options.size))
        growth = twice / max(once, 1e-3)
        is_bad = status < 0 or second < 0 or (twice > 0.5 and growth > 2.8)
        failures += is_bad
        print(f"{name:<42} {once:6.2f} s {twice:6.2f} s x {growth:.2f}{'  BAD' if is_bad else ''}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
