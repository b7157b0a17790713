# SPDX-License-Identifier: Apache-2.0
"""Models, and how they do on sites that they never saw."""
import lightgbm
import numpy as np

from . import decision, folds, handmade, small

BLOCKS = {
    "objective": "binary", "learning_rate": 0.11, "num_leaves": 31, "min_child_samples": 30,
    "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 5, "lambda_l2": 5,
    "max_bin": 63, "use_missing": False, "num_threads": 1, "deterministic": True,
    "force_col_wise": True, "verbose": -1}
ROUNDS = 120
# The outputs of one model a seed are averaged.
SEEDS = (1, 2, 3, 4)
# Rows that weigh less than this are drawn by weight, see `drawn`.
FULL_WEIGHT = 1.0
LEAST_CHANCE = 0.05
TYPES = {
    "objective": "multiclass", "learning_rate": 0.06, "num_leaves": 8, "min_child_samples": 8,
    "feature_fraction": 0.4, "lambda_l2": 2, "use_missing": False, "num_threads": 1,
    "deterministic": True, "force_col_wise": True, "verbose": -1, "seed": 1}
TYPE_ROUNDS = 80


def drawn(weight, seed):
    """The rows that one seed's model learns from, and their weights.

    Most blocks are a word or two and weigh next to nothing. A light row is drawn with the chance
    of its weight and weighs as much more when it is, so that sums stay what they were on average;
    it takes a tenth of the time, and models of several seeds differ the more.
    """
    chance = np.minimum(1, weight / FULL_WEIGHT + LEAST_CHANCE)
    rows = np.flatnonzero(np.random.default_rng(seed).random(len(weight)) < chance)
    return rows, weight[rows] / chance[rows]


def train_blocks(matrix, label, weight):
    """Boosters that say how likely a block is content."""
    boosters = []
    for seed in SEEDS:
        rows, own = drawn(weight, seed)
        data = lightgbm.Dataset(
            matrix[rows], label[rows], weight=own,
            params={"max_bin": BLOCKS["max_bin"], "use_missing": False})
        boosters.append(lightgbm.train({**BLOCKS, "seed": seed}, data, ROUNDS))
    return boosters


def predict(boosters, matrix):
    """The mean of the boosters' log-odds, as a probability."""
    odds = sum(booster.predict(matrix, raw_score=True, num_threads=1) for booster in boosters)
    return 1 / (1 + np.exp(-odds / len(boosters)))


class Rows:
    """All rows that blocks are trained and judged on: those of real pages, then of small ones."""

    def __init__(self, data, little, columns):
        self.parts = [data, little]
        self.columns = columns
        self.fold = np.concatenate([part.fold[part.page] for part in self.parts])
        self.label = np.concatenate([data.label, little.label])
        made = np.array([small.WEIGHTS[page.set] for page in little.pages])
        self.weight = np.concatenate([data.weight, little.weight * made[little.page]])
        self.real = len(data.label)
        self.fixed = np.concatenate([part.base[:, columns] for part in self.parts])

    def matrix(self, outer=None):
        """Features whose tables saw neither a row's own fold nor fold `outer`."""
        rows = self.fixed.copy()
        first, end = self.parts[0].table_columns
        learned = np.flatnonzero((self.columns >= first) & (self.columns < end))
        if len(learned):
            made = np.concatenate([part.table_features(outer) for part in self.parts])
            rows[:, learned] = made[:, self.columns[learned] - first]
        return rows


def cross_validated(rows):
    """The score of each row from a model that never saw its site."""
    scores = np.zeros(len(rows.label))
    for outer in range(folds.COUNT):
        matrix = rows.matrix(outer)
        use = (rows.fold != outer) & (rows.label >= 0)
        boosters = train_blocks(matrix[use], rows.label[use], rows.weight[use])
        judged = rows.fold == outer
        scores[judged] = predict(boosters, matrix[judged])
    return scores


def _types(data):
    """The pages whose type is known, and their types."""
    made = handmade.page_types()
    types = [
        made.get(page.name) if page.set == "multilingual-dev" else page.type for page in data.pages]
    names = sorted({page.type for page in data.pages if page.set == "wcxb-dev"})
    known = np.array([kind in names for kind in types])
    return names, known, np.array([names.index(t) if t in names else -1 for t in types])


def train_types(data, pages):
    """A booster for the page's type from its first block's page columns."""
    names, known, types = _types(data)
    columns = [i for i, name in enumerate(data.columns) if name.startswith("page.")]
    has_blocks = np.diff(data.first) > 0
    use = np.array([p for p in pages if known[p] and has_blocks[p]])
    rows = data.base[data.first[use]][:, columns]
    parameters = {**TYPES, "num_class": len(names)}
    booster = lightgbm.train(parameters, lightgbm.Dataset(rows, types[use]), TYPE_ROUNDS)
    return columns, names, booster


def judge_types(data, little):
    """Notes the type of each page of both, by a model that never saw its site.

    Returns the share of wcxb-dev's pages whose likeliest type is right.
    """
    names, _, types = _types(data)
    right = []
    for outer in range(folds.COUNT):
        columns, _, booster = train_types(data, np.flatnonzero(data.fold != outer))
        for part in (data, little):
            pages = np.flatnonzero((part.fold == outer) & (np.diff(part.first) > 0))
            found = booster.predict(part.base[part.first[pages]][:, columns], num_threads=1)
            for page, shares in zip(pages, found):
                best = int(np.argmax(shares))
                part.types[page] = (names[best], shares[best])
                if part is data and data.pages[page].set == "wcxb-dev":
                    right.append(best == types[page])
    return float(np.mean(right))


def print_steps(data, little, columns):
    """What each part of the model is worth."""
    visible = np.where(data.hidden, 0.0, 1.0)
    everything = decision.table(data, *decision.score(data, visible))
    print(decision.line("all visible text", everything), flush=True)
    groups = [name.split(".")[0] for name in data.columns]
    own = {"text", "inside", "previous1", "previous2", "previous3", "next1", "next2", "next3"}
    steps = [
        ("own text, zones and neighbours", lambda group: group in own),
        ("+ place, containers, repetition, page", lambda group: not _is_learned(group)),
        ("+ names", lambda group: not group.endswith("Phrases")),
    ]
    for title, belongs in steps:
        part = np.array([column for column in columns if belongs(groups[column])])
        scores = cross_validated(Rows(data, little, part))[:len(data.label)]
        print(decision.line(title, decision.table(data, *decision.score(data, scores))), flush=True)


def _is_learned(group):
    return group == "names" or group.endswith("Phrases")
