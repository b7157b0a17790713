# SPDX-License-Identifier: Apache-2.0
"""The pages that lie beside the checkout, with what is known about them."""
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

WORD = re.compile(r"\w+")


def words(text):
    """The words of a text, as the corpus's scorer counts them."""
    return WORD.findall((text or "").lower())


@dataclass
class Page:
    """One page and its truth."""

    set: str
    name: str
    url: str
    type: str
    truth: str | None = None  # the main text; None when only segments are known
    wanted: list = field(default_factory=list)
    unwanted: list = field(default_factory=list)
    html: Path | None = None

    @property
    def key(self):
        return f"{self.set}/{self.name}"

    @property
    def domain(self):
        """The registered domain, roughly: the last two parts of the host, three under `co.uk`."""
        host = (urlparse(self.url or "").netloc or self.name).lower().split(":")[0]
        parts = host.removeprefix("www.").split(".")
        if len(parts) <= 2:
            return ".".join(parts)
        short = len(parts[-2]) <= 3 and len(parts[-1]) == 2
        return ".".join(parts[-3:] if short else parts[-2:])


def load(corpus):
    """All pages with a truth below a folder, in a fixed order."""
    pages = []
    for name in ("wcxb-dev", "news-dev", "multilingual-dev"):
        folder = corpus / name
        if not (folder / "ground-truth.jsonl").exists():
            continue
        for line in (folder / "ground-truth.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            pages.append(Page(
                set=name, name=row["name"], url=row.get("url") or "",
                type=row.get("page_type") or "article", truth=row.get("text"),
                wanted=row.get("with") or [], unwanted=row.get("without") or [],
                html=folder / "html" / f"{row['name']}.gz"))
    return sorted(pages, key=lambda page: page.key)


def unpack(pages, folder):
    """Unzips the pages; returns the file of each."""
    files = []
    for page in pages:
        if page.html.suffix != ".gz":
            files.append(page.html)
            continue
        target = folder / page.set / page.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(gzip.decompress(page.html.read_bytes()))
        files.append(target)
    return files
