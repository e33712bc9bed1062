#!/usr/bin/env python3
"""Writes the tables of docs/accuracy.md anew.

    accuracy-table.py RESULTS.json docs/accuracy.md

RESULTS.json is what score.py --json writes (with --tiers). A table stands between `<!-- table: NAME -->` and
`<!-- end -->`; all else in the document is left alone. The figures of other libraries are read from BASELINES.md beside
the scorer.
"""
import json, re, sys
from pathlib import Path

BASELINES = Path(__file__).resolve().parent.parent / "../shared/eval/BASELINES.md"


def percent(value):
    return "–" if value is None else f"{value:.1f}"


def best_libraries():
    """type: (accepted %, library), read from the table by type; for form the F1."""
    best = {}
    if not BASELINES.exists():
        return best
    names = []
    for line in BASELINES.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if cells[:2] == ["type", "n"]:
            names = cells[2:]
        elif names and len(cells) == len(names) + 2 and cells[1].isdigit():
            found = []
            for name, cell in zip(names, cells[2:]):
                number = re.search(r"F1 ([\d.]+)|^\*{0,2}([\d.]+)", cell)
                if number:
                    found.append((float(number.group(1) or number.group(2)), name))
            best[cells[0]] = max(found, default=None)
        elif names and not line.startswith("|"):
            names = []
    return best


def row(*cells):
    return "| " + " | ".join(str(c) for c in cells) + " |"


def by_type(results):
    libraries = best_libraries()
    lines = [row("type", "cases", "accepted", "wrong", "null", "false", "best library"), "|" + "---|" * 7]
    for name, d in results["types"].items():
        library = libraries.get(name)
        peer = f"{library[0]:.1f} {library[1]}" if library else "none"
        if "f1" in d:
            lines.append(row(name, d["n"], f"F1 {d['f1']:.1f}", f"P {d['precision']:.1f}", f"R {d['recall']:.1f}", "", "F1 " + peer))
        else:
            lines.append(row(name, d["n"], percent(d["accept"]), percent(d["wrong"]), percent(d["null"]), percent(d["false"]), peer))
    lines.append(row("**average**", results["cases"], f"**{results['macro']:.1f}**", "", "", "", "52.9"))
    return lines


def score_row(label, d):
    if "f1" in d:
        return row(label, d["n"], f"F1 {d['f1']:.1f}", f"P {d['precision']:.1f}", f"R {d['recall']:.1f}", "")
    return row(label, d["n"], percent(d["accept"]), percent(d["wrong"]), percent(d["null"]), percent(d["false"]))


HEAD = [row("cases of", "cases", "accepted", "wrong", "null", "false"), "|" + "---|" * 6]


def tiers(results, prefix):
    chosen = [d for d in results["tiers"] if d["file"].startswith(prefix)]
    return HEAD + [score_row(f"{Path(d['file']).stem}: {d['type']}, {d['tier']}", d) for d in chosen]


def repairs(results):
    chosen = [d for d in results["files"] if d["file"] in ("synthetic/repair.jsonl", "disfl-qa/disfl-qa.jsonl")]
    n = sum(d["n"] for d in chosen)
    accepted = sum(d["accept"] * d["n"] for d in chosen) / n if n else 0
    return HEAD + [score_row(f"{Path(d['file']).stem}: {d['type']}", d) for d in chosen] + [row("**all**", n, f"**{accepted:.1f}**", "", "", "")]


def forms(results):
    chosen = [d for d in results["files"] if d["type"] == "form"]
    return HEAD + [score_row(d["file"].split("/")[0], d) for d in chosen]


TABLES = {"types": by_type, "calls": lambda r: tiers(r, "evi/"), "repairs": repairs, "forms": forms}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    results = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    document = Path(sys.argv[2])
    text = document.read_text(encoding="utf-8")
    for name, make in TABLES.items():
        pattern = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.S)
        if not pattern.search(text):
            sys.exit(f"error: {document} has no table `{name}`")
        table = "\n".join(make(results))
        text = pattern.sub(lambda m: m.group(1) + "\n" + table + "\n\n" + m.group(2), text)
    document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
