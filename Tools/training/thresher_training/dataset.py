# SPDX-License-Identifier: Apache-2.0
"""All blocks of all pages with features, labels and weights."""
import hashlib
import json
import subprocess
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np

from . import corpus, decision, folds, handmade, labels, tables

NAMES_LEAST_SITES = 2
PHRASES_LEAST_SITES = 4
PHRASES_PRIOR = 0.35


def _label(job):
    texts, truth, wanted, unwanted = job
    if truth is not None:
        return labels.by_text([corpus.words(text) for text in texts], corpus.words(truth))
    return labels.by_segments(texts, wanted, unwanted)


class Dataset:
    """Arrays over blocks (`self.first[i]:self.first[i + 1]` are page i's) and over pages."""

    def __init__(self, program, pages, cache, fold=None, tables_of=None):
        """fold: of each page, when the committed file does not have it; tables_of: the data whose
        tables are used in place of its own."""
        self.program, self.pages, self.cache = program, pages, cache
        self.fold = np.array(folds.load(pages) if fold is None else fold)
        self.tables_of = tables_of or self
        self.files = corpus.unpack(pages, cache / "html")
        base = self._emit("base", [[str(file)] for file in self.files])
        columns = json.loads((base / "columns.json").read_text())
        self.columns, self.table_columns = columns["columns"], columns["tables"]
        rows = [json.loads(line) for line in (base / "pages.jsonl").open(encoding="utf-8")]
        assert [row["file"] for row in rows] == [str(file) for file in self.files]
        self.texts = [row["texts"] for row in rows]
        self.kinds = [row["kinds"] for row in rows]
        self.first = np.concatenate([[0], np.cumsum([len(row["texts"]) for row in rows])])
        self.page = np.repeat(np.arange(len(pages)), np.diff(self.first))
        self.words = np.array([n for row in rows for n in row["words"]], np.float64)
        self.hidden = np.array([h for row in rows for h in row["hidden"]], bool)
        self.base = np.memmap(base / "rows.f32", np.float32, "r").reshape(-1, len(self.columns))
        self.is_code = np.array([kind == "code" for row in rows for kind in row["kinds"]], bool)
        self.is_price = (self.base[:, self.columns.index("text.prices")] > 0) & (
            self.base[:, self.columns.index("text.scalars")] <= decision.LONGEST_PRICE)
        # Of each page its type and how sure it is, by a model that never saw its site.
        self.types = [("", 0.0)] * len(pages)
        self.tokens = [[corpus.words(text) for text in texts] for texts in self.texts]
        self.token_count = np.array([len(t) for page in self.tokens for t in page], np.float64)
        self.overlaps = [
            None if page.truth is None else Overlap(blocks, corpus.words(page.truth))
            for page, blocks in zip(pages, self.tokens)]
        self._make_labels(base)
        self._make_weights()
        if tables_of is None:
            self._make_statistics(base, rows)

    def _emit(self, name, lines):
        """Runs the program over a list of files, unless its result is there already."""
        text = "".join("\t".join(line) + "\n" for line in lines)
        program = hashlib.sha256(self.program.read_bytes()).hexdigest()
        stamp = hashlib.sha256((program + text).encode()).hexdigest()
        if name != "base":
            stamp += "".join(
                hashlib.sha256(open(file, "rb").read()).hexdigest()[:8]
                for file in sorted({file for line in lines for file in line[1:]}))
        folder = self.cache / name
        folder.mkdir(parents=True, exist_ok=True)
        done = folder / "stamp"
        if not done.exists() or done.read_text() != stamp:
            (folder / "list").write_text(text)
            subprocess.run([self.program, folder / "list", folder], check=True)
            done.write_text(stamp)
        return folder

    def _make_labels(self, base):
        """1, 0, or -1 where nothing is known."""
        jobs = [
            (texts, page.truth, page.wanted, page.unwanted)
            for texts, page in zip(self.texts, self.pages)]
        stamp = hashlib.sha256((base / "pages.jsonl").read_bytes()).hexdigest()
        file = self.cache / f"labels-{stamp[:16]}.npy"
        if not file.exists():
            with ProcessPoolExecutor(2) as pool:
                found = list(pool.map(_label, jobs, chunksize=16))
            np.save(file, np.array([label for page in found for label in page], np.int8))
        self.label = np.load(file)
        self.is_handmade = np.zeros(len(self.pages), bool)
        for index, page in enumerate(self.pages):
            made = handmade.labels().get(page.name) if page.set == "multilingual-dev" else None
            if made:
                self.is_handmade[index] = True
                rows = slice(self.first[index], self.first[index + 1])
                self.label[rows] = handmade.align(made, self.tokens[index], self.label[rows])

    def _make_weights(self):
        """A block weighs its share of the words of the truth, as it does in F1."""
        size = np.zeros(len(self.pages))
        for index, page in enumerate(self.pages):
            rows = slice(self.first[index], self.first[index + 1])
            if page.truth is not None:
                size[index] = len(corpus.words(page.truth))
            elif self.is_handmade[index]:
                size[index] = self.token_count[rows][self.label[rows] == 1].sum()
            else:
                size[index] = self.token_count[rows].sum() / 2
        self.truth_words = size
        share = (self.token_count + 1) / np.maximum(size[self.page], 60)
        self.weight = 100 * np.minimum(share, 0.5) + 0.02
        self.weight[self.label < 0] = 0

    def _make_statistics(self, base, rows):
        domains = np.array([page.domain for page in self.pages])
        known = self.label >= 0
        self.full = np.array([
            page.truth is not None or self.is_handmade[i] for i, page in enumerate(self.pages)])
        count = self.token_count * known
        words = np.concatenate([[0], np.cumsum(count)])
        kept = np.concatenate([[0], np.cumsum(count * (self.label == 1))])
        names = np.fromfile(base / "names.bin", np.uint64).reshape(-1, 2)
        page = np.repeat(np.arange(len(rows)), [row["names"] for row in rows])
        first = (names[:, 0] & np.uint64(0xFFFFFFFF)).astype(int) + self.first[page]
        end = (names[:, 0] >> np.uint64(32)).astype(int) + self.first[page]
        self.names = self._statistics(
            page, names[:, 1], kept[end] - kept[first], words[end] - words[first], domains)
        phrases = np.fromfile(base / "phrases.bin", np.uint64).reshape(-1, 2)
        page = np.repeat(np.arange(len(rows)), [row["phrases"] for row in rows])
        block = phrases[:, 0].astype(int) + self.first[page]
        self.phrases = self._statistics(
            page, phrases[:, 1], (self.label[block] == 1).astype(float),
            known[block].astype(float), domains)

    def _statistics(self, page, hashes, parts, wholes, domains):
        """Sums by page and hash first, so that a page counts once."""
        use = (wholes > 0) & self.full[page]
        order = np.lexsort((hashes[use], page[use]))
        page, hashes = page[use][order], hashes[use][order]
        parts, wholes = parts[use][order], wholes[use][order]
        starts = np.flatnonzero(np.concatenate(
            [[True], (page[1:] != page[:-1]) | (hashes[1:] != hashes[:-1])]))
        share = np.add.reduceat(parts, starts) / np.add.reduceat(wholes, starts)
        return tables.Statistics(page[starts], hashes[starts], share, domains, self.fold)

    def encoded_tables(self, without):
        """Both tables, made without some folds, as the program reads them."""
        names = self.names.table(without, NAMES_LEAST_SITES)
        phrases = self.phrases.table(without, PHRASES_LEAST_SITES, prior=PHRASES_PRIOR)
        return tables.encode(*names) + tables.encode(*phrases)

    def table_features(self, outer=None):
        """The table columns of all blocks, from tables that saw neither the block's own fold nor
        fold `outer`."""
        made = self._made_tables
        fold = self.fold[self.page]
        rows = np.array(made[0])
        if outer is not None:
            # Of the tables that lack a second fold: the folds before the own one, then those after.
            which = np.where(fold == outer, 0, outer + (outer < fold))
            for number in range(1, folds.COUNT):
                rows[which == number] = made[number][which == number]
        return rows

    @cached_property
    def _made_tables(self):
        """The table columns of all blocks: from tables without the own fold, and without each other
        fold besides. All in one run, which parses every page once."""
        folder = self.cache / "made-tables"
        folder.mkdir(exist_ok=True)

        def file(*without):
            name = "-".join(map(str, sorted(without)))
            return str(folder / f"{name}.tables")

        every = range(folds.COUNT)
        for without in [(a,) for a in every] + [(a, b) for a in every for b in every if a < b]:
            Path(file(*without)).write_bytes(self.tables_of.encoded_tables(without))
        lines = [
            [str(page), file(own), *(file(own, other) for other in every if other != own)]
            for page, own in zip(self.files, self.fold)]
        out = self._emit("tables", lines)
        width = self.table_columns[1] - self.table_columns[0]
        return [
            np.fromfile(out / f"tables{number}.f32", np.float32).reshape(-1, width)
            for number in range(1, folds.COUNT + 1)]


class Overlap:
    """A page's words as numbers, so that the F1 of many choices of blocks is soon counted."""

    def __init__(self, blocks, truth):
        numbers = {}
        wanted = [numbers.setdefault(word, len(numbers)) for word in truth]
        self.truth = np.bincount(wanted, minlength=len(numbers)) if wanted else np.zeros(0, int)
        self.words = np.array(
            [numbers.get(word, len(numbers)) for block in blocks for word in block], np.int64)
        self.sizes = np.array([len(block) for block in blocks])

    def f1(self, kept):
        """Word F1 of the kept blocks' text, as the corpus's scorer has it."""
        found = self.words[np.repeat(kept, self.sizes)] if len(self.sizes) else self.words
        total = self.truth.sum()
        if not len(found) or not total:
            return float(not len(found) and not total)
        counts = np.bincount(found, minlength=len(self.truth) + 1)[:-1]
        return float(2 * np.minimum(counts, self.truth).sum() / (len(found) + total))
