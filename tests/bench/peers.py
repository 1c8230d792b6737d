"""Other programs at the same work as `./dev bench`: they set, draw, read and join what it wrote into a folder.

    peers.py setting|files|drawing|codes|searching|joining <folder>

Prints a JSON list, a peer an entry: name, seconds of processor time (user and system, all threads; median of
some fresh processes), peak of memory in KiB, bytes made; or why there is no figure. Imports, fonts and the
start of a program are not counted. Owns the peers; what they are compared with stands in the bench itself.
"""

import io
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 3
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
# As the pages name them: the file, and the family typst knows it by.
STYLES = {
    "mincho": ("BIZUDMincho-Regular.ttf", "BIZ UDMincho", 400),
    "gothic": ("BIZUDGothic-Regular.ttf", "BIZ UDGothic", 400),
    "bold": ("BIZUDGothic-Bold.ttf", "BIZ UDGothic", 700),
}
DPI = 144
CODE = "RK1:7F3K9ZQX2M:1"  # as in src-tauri/office/examples/bench/papers.rs


# --- Setting: the same words, rules and boxes at the same places; no lines to break, no form to fill ----------


def reportlab(folder, one_document):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for style, (file, _, _) in STYLES.items():
        pdfmetrics.registerFont(TTFont(style, FONTS / file))
    pages = [json.loads(file.read_text()) for file in sorted((folder / "pages").iterdir())]

    def draw(canvas, page):
        height = canvas._pagesize[1]
        for x, y, size, style, words in page["runs"]:
            canvas.setFont(style, size)
            canvas.drawString(x, height - y, words)
        for from_x, from_y, to_x, to_y, weight, dotted in page["rules"]:
            canvas.setLineWidth(weight)
            canvas.setDash(*([[1, 2]] if dotted else []))
            canvas.line(from_x, height - from_y, to_x, height - to_y)
        for left, top, right, bottom in page["boxes"]:
            canvas.rect(left, height - bottom, right - left, bottom - top, stroke=0, fill=1)
        canvas.showPage()

    def document(pages):
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(595.2756, 841.8898), pageCompression=1)
        for page in pages:
            draw(canvas, page)
        canvas.save()
        return out.getvalue()

    document(pages[:1])
    return lambda: [document(pages)] if one_document else [document([page]) for page in pages]


TYPST = """
#set page(width: 210mm, height: 297mm, margin: 0pt)
#set text(lang: "ja", cjk-latin-spacing: none, top-edge: "baseline", bottom-edge: "baseline")
#let styles = STYLES
#let draw(file) = {
  let paper = json(file)
  page({
    for (x, y, size, style, words) in paper.runs {
      let (family, weight) = styles.at(style)
      place(dx: x * 1pt, dy: y * 1pt, text(font: family, weight: weight, size: size * 1pt, words))
    }
    for (from-x, from-y, to-x, to-y, weight, dotted) in paper.rules {
      let dash = if dotted { (1pt, 2pt) } else { none }
      place(line(
        start: (from-x * 1pt, from-y * 1pt), end: (to-x * 1pt, to-y * 1pt), stroke: (thickness: weight * 1pt, dash: dash),
      ))
    }
    for (left, top, right, bottom) in paper.boxes {
      place(dx: left * 1pt, dy: top * 1pt, rect(width: (right - left) * 1pt, height: (bottom - top) * 1pt, fill: black))
    }
  })
}
"""


def typst(folder, one_document):
    from typst import Compiler

    styles = ", ".join(f'{style}: ("{family}", {weight})' for style, (_, family, weight) in STYLES.items())
    template = TYPST.replace("STYLES", f"({styles})")
    files = [f"pages/{file.name}" for file in sorted((folder / "pages").iterdir())]
    compiler = Compiler(root=folder, font_paths=[FONTS], ignore_system_fonts=True)

    def document(files):
        source = template + "".join(f'#draw("/{file}")\n' for file in files)
        # Without tags, as ours.
        return compiler.compile(input=source.encode(), format="pdf", pdf_tags=False)

    # The fonts are read before the clock, by a page of which nothing is remembered.
    warm = {"runs": [[0, 0, 9, style, "1"] for style in STYLES], "rules": [], "boxes": []}
    (folder / "warm.json").write_text(json.dumps(warm))
    document(["warm.json"])
    return lambda: [document(files)] if one_document else [document([file]) for file in files]


# --- Drawing ---------------------------------------------------------------------------------------------------


def pdfium(folder):
    import pypdfium2
    from PIL import Image  # noqa: F401  to_pil needs it: imported before the clock

    paper = (folder / "page.pdf").read_bytes()

    def draw():
        out = io.BytesIO()
        picture = pypdfium2.PdfDocument(paper)[0].render(scale=DPI / 72).to_pil()
        picture.save(out, "png", compress_level=1)
        return [out.getvalue()]

    draw()
    return draw


# --- Reading codes: the picture is decoded already, as it is for ours ---------------------------------------------


def zbar(folder):
    from PIL import Image
    from pyzbar.pyzbar import ZBarSymbol, decode

    scan = Image.open(folder / "scan.png").convert("L")
    return lambda: found(code.data.decode() for code in decode(scan, symbols=[ZBarSymbol.QRCODE]))


def opencv(folder):
    import cv2

    scan = cv2.imread(str(folder / "scan.png"), cv2.IMREAD_GRAYSCALE)
    detector = cv2.QRCodeDetector()
    return lambda: found([detector.detectAndDecode(scan)[0]])


def found(codes):
    if CODE not in codes:
        raise ValueError("does not find the code")
    return []


# --- The programs of the system ------------------------------------------------------------------------------------


# --- Searching: the same names, a hundred of those that hold the words and how many there are -----------------

WORDS = "髙橋 花"  # ours finds the other way of writing it, too


def spreadsheet(folder):
    """A sheet of names, looked through row by row, as a filter of a spreadsheet does."""
    rows = [line.split("\t") for line in (folder / "names.tsv").read_text().splitlines()]

    def search():
        hits = sorted((row for row in rows if WORDS in row[1] or WORDS in row[2]), key=lambda row: row[2])
        return [str(len(hits)).encode(), str(hits[:100]).encode()]

    return search


def plain_sqlite(folder):
    """The same rows in a database without any key, searched by LIKE."""
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT, kana TEXT)")
    rows = [line.split("\t") for line in (folder / "names.tsv").read_text().splitlines()]
    db.executemany("INSERT INTO person VALUES (?, ?, ?)", rows)
    db.execute("CREATE INDEX person_by_kana ON person (kana)")

    def search():
        held = "name LIKE ?1 OR kana LIKE ?1"
        total = db.execute(f"SELECT count(*) FROM person WHERE {held}", [f"%{WORDS}%"]).fetchone()
        hits = db.execute(f"SELECT * FROM person WHERE {held} ORDER BY kana LIMIT 100", [f"%{WORDS}%"])
        return [str(total).encode(), str(hits.fetchall()).encode()]

    return search


def program(*command, start, made):
    """A program that makes a file, and what its mere start costs."""

    def work():
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [made.read_bytes()]

    began = used(resource.RUSAGE_CHILDREN)
    subprocess.run([command[0], start], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    work.start = used(resource.RUSAGE_CHILDREN) - began
    return work


def pdftoppm(folder):
    drawn = folder / "drawn"
    command = ("pdftoppm", "-r", str(DPI), "-png", "-singlefile", folder / "page.pdf", drawn)
    return program(*command, start="-v", made=drawn.with_suffix(".png"))


def qpdf(folder):
    papers, joined = sorted((folder / "files").iterdir()), folder / "joined.pdf"
    return program("qpdf", "--empty", "--pages", *papers, "--", joined, start="--version", made=joined)


def pdfunite(folder):
    papers, united = sorted((folder / "files").iterdir()), folder / "united.pdf"
    return program("pdfunite", *papers, united, start="-v", made=united)


# --- Measuring -----------------------------------------------------------------------------------------------------

PEERS = {
    "setting": {
        "ReportLab": lambda folder: reportlab(folder, one_document=True),
        "typst": lambda folder: typst(folder, one_document=True),
    },
    "files": {
        "ReportLab": lambda folder: reportlab(folder, one_document=False),
        "typst": lambda folder: typst(folder, one_document=False),
    },
    "drawing": {"pdftoppm (less its start)": pdftoppm, "pdfium": pdfium},
    "codes": {"ZBar": zbar, "OpenCV": opencv},
    "searching": {"a sheet, row by row": spreadsheet, "plain SQLite, LIKE": plain_sqlite},
    "joining": {"qpdf (less its start)": qpdf, "pdfunite (less its start)": pdfunite},
}


def used(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def once(prepare, folder):
    """One round, in this process."""
    work = prepare(folder)
    start = getattr(work, "start", None)
    who = resource.RUSAGE_SELF if start is None else resource.RUSAGE_CHILDREN
    began = used(who)
    made = work()
    seconds = used(who) - began - (start or 0)
    peak = resource.getrusage(who).ru_maxrss
    return {"seconds": seconds, "peak": peak, "bytes": sum(map(len, made))}


def apart(prepare, folder):
    """One round in a process of its own: nothing is remembered from another."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer = once(prepare, folder)
        except Exception as error:  # noqa: BLE001  a peer that is not there is an answer
            answer = {"missing": str(error).splitlines()[0] if str(error) else type(error).__name__}
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else {"missing": "ended without an answer"}


def measured(name, prepare, folder):
    rounds = [apart(prepare, folder) for _ in range(ROUNDS)]
    missing = next((one["missing"] for one in rounds if "missing" in one), None)
    if missing:
        return {"name": name, "missing": missing}
    return {"name": name} | {what: statistics.median(one[what] for one in rounds) for what in rounds[0]}


def main():
    question, folder = sys.argv[1], Path(sys.argv[2])
    print(json.dumps([measured(name, prepare, folder) for name, prepare in PEERS[question].items()]))


if __name__ == "__main__":
    main()
