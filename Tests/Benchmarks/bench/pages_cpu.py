# SPDX-License-Identifier: Apache-2.0
"""CPU of the default pipeline on real pages, beside bare libxml2."""
from bench import native, process
from harness.executable import Folders

GROUP = "pages"


def measure(options, folder, table):
    """The corpus through the default pipeline, and through a bare DOM parse."""
    missing = options.corpus.missing()
    if missing:
        table.skip(GROUP, missing)
        return
    program = native.build("parse_rate", folder, packages=["libxml-2.0"])
    folders = Folders(folder / "corpus")
    count = options.corpus.unpack(folders.incoming)
    bare = native.run(program, *sorted(folders.incoming.iterdir()))
    usage = process.run_once(options.thresher, folders, "--settle", options.settle)
    stages = usage.stage_cpu()
    parse = bare["cpu_seconds"] / count * 1e6
    whole = (usage.daemon_cpu + usage.workers_cpu) / count * 1e6
    table.add(GROUP, "corpus", count, "pages")
    table.add(GROUP, "bare libxml2 DOM: CPU a page", parse, "us")
    for name, seconds in stages.items():
        table.add(GROUP, f"  {name}: CPU a page", seconds / count * 1e6, "us")
    table.add(GROUP, "all stages: CPU a page", sum(stages.values()) / count * 1e6, "us")
    table.add(GROUP, "daemon and workers: CPU a page", whole, "us")
    table.add(GROUP, "daemon and workers against the bare DOM", whole / parse, "")
    table.add(GROUP, "pages a second", count / usage.seconds, "pages/s")
