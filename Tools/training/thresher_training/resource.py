# SPDX-License-Identifier: Apache-2.0
"""The model as the program reads it (ContentModel.swift, Forest.swift); little-endian."""
import struct

import numpy as np

MAGIC, VERSION = 0x4D434854, 1


def fingerprint(columns):
    """The lower 32 bits of the FNV-1a hash of the columns' names."""
    value = 0xCBF29CE484222325
    for byte in "\n".join(columns).encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value & 0xFFFFFFFF


def text(value):
    data = value.encode()
    return struct.pack("<I", len(data)) + data


def _below(threshold):
    """The largest 32-bit number that is not above a threshold: compares the same for such values."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def _tree(root, columns, scale):
    """One tree; its nodes before their children."""
    nodes, leaves = [], []

    def visit(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"] * scale)
            return -len(leaves)
        place = len(nodes)
        nodes.append([
            columns[node["split_feature"]], _below(node["threshold"]),
            node["internal_value"] * scale, 0, 0])
        nodes[place][3] = visit(node["left_child"])
        nodes[place][4] = visit(node["right_child"])
        return place

    visit(root)
    column, threshold, mean, left, right = zip(*nodes) if nodes else [()] * 5
    return b"".join([
        struct.pack("<II", len(nodes), len(leaves)), np.array(column, "<u2").tobytes(),
        np.array(threshold, "<f4").tobytes(), np.array(mean, "<f4").tobytes(),
        np.array(left, "<i2").tobytes(), np.array(right, "<i2").tobytes(),
        np.array(leaves, "<f4").tobytes()])


def forest(boosters, columns, classes=1, which=0):
    """The trees of one or several boosters, whose outputs are averaged.

    columns: the program's column for each column of training.
    """
    trees = []
    for booster in boosters:
        for tree in booster.dump_model()["tree_info"]:
            if tree["tree_index"] % classes == which:
                trees.append(_tree(tree["tree_structure"], columns, 1 / len(boosters)))
    return struct.pack("<I", len(trees)) + b"".join(trees)


def model(columns, provenance, tables, least_words, blocks, types):
    """types: pairs of a page type's name and its forest."""
    return b"".join([
        struct.pack("<III", MAGIC, VERSION, fingerprint(columns)), text(provenance), tables,
        struct.pack("<f", least_words), blocks, struct.pack("<I", len(types)),
        *(text(name) + trees for name, trees in types)])
