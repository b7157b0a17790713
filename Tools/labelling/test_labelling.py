# SPDX-License-Identifier: Apache-2.0
"""Run with `python3 -m unittest discover Tools/labelling`; needs neither corpus nor thresher."""

import json
import pathlib
import re
import unittest

import labelling
from labelling import Block


def blocks(*texts):
    return [Block("paragraph", text) for text in texts]


class Labelling(unittest.TestCase):
    def test_a_hash_survives_case_punctuation_and_space(self):
        one, other = blocks("Hello,  World — 2", "hello world 2")
        self.assertEqual((one.hash, one.words), (other.hash, 3))
        self.assertNotEqual(one.hash, blocks("hello world")[0].hash)

    def test_ranges_include_both_ends(self):
        self.assertEqual(labelling.indexes("1-3, 5", 6), {1, 2, 3, 5})
        self.assertEqual(labelling.indexes("-", 6), set())
        for wrong in ("3-1", "6", "x"):
            with self.assertRaises(SystemExit):
                labelling.indexes(wrong, 6)

    def test_a_segment_is_found_inside_and_across_blocks(self):
        page = blocks("first part", "second  part", "first part")
        self.assertEqual(labelling.places(page, "part second"), [range(0, 2)])
        self.assertEqual(labelling.places(page, "first"), [range(0, 1), range(2, 3)])
        self.assertEqual(labelling.places(page, "sec\u00adond part"), [range(1, 2)])
        self.assertEqual(labelling.places(page, "third"), [])

    def test_contradictions_name_dropped_kept_and_invisible_segments(self):
        page = {"with": ["wanted", "gone"], "without": ["menu"]}
        lines = list(labelling.contradictions(page, blocks("menu", "wanted"), [1, 0]))
        self.assertEqual([line.split(":")[0] for line in lines],
                         ["with, dropped in 1", "with, not visible", "without, kept in 0"])
        self.assertEqual(list(labelling.contradictions(
            {"with": ["wanted"], "without": ["menu"]}, blocks("menu", "wanted"), [0, 1])), [])

    def test_blocks_pair_by_hash_when_some_are_new_or_gone(self):
        self.assertEqual(list(labelling.aligned("abcd", "acxd")), [(0, 0), (2, 1), (3, 3)])

    def test_kappa_has_the_value_of_a_worked_example(self):
        # 20 both yes, 15 both no, 5 and 10 apart: agreement 0.7, by chance 0.5.
        rows = [(1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)]
        rate, kappa = labelling.kappas(rows)
        self.assertAlmostEqual(rate, 0.7)
        self.assertAlmostEqual(kappa, 0.4)
        self.assertEqual(labelling.kappas([(1, 1, 3)]), (1, 1))

    def test_committed_labels_are_complete_and_hold_no_text(self):
        for path in (pathlib.Path(labelling.HERE) / "labels").glob("*.jsonl"):
            names = set()
            for label in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                self.assertEqual(set(label), {"name", "annotator", "page_type", "blocks"})
                self.assertIn(label["page_type"], labelling.PAGE_TYPES)
                self.assertNotIn(label["name"], names)
                names.add(label["name"])
                for digest, words, kept in label["blocks"]:
                    self.assertTrue(re.fullmatch("[0-9a-f]{16}", digest))
                    self.assertGreater(words, 0)
                    self.assertIn(kept, (0, 1, 2))


if __name__ == "__main__":
    unittest.main()
