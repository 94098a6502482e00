#!/usr/bin/env python3
"""Draws what an evaluation says of swept scenes: recall and false alarms against each property.

    paint-scene sweep sweep
    camindexd evaluate --format json sweep/*.json > sweep.result
    Benchmarks/plot_sweep.py sweep.result [more results] [--out design/plots]

One picture for each property (light, noise, contrast, size, compression): sweep-noise.png and so
on. matplotlib is installed into a virtual environment of its own where it is missing.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".build" / "plots"

# Title, what the axis says, and whether a larger value is harder.
PROPERTIES = {
    "light": ("Light", "share of daylight on the sensor", False),
    "noise": ("Noise", "standard deviation of the sensor's noise (grey levels)", True),
    "contrast": ("Contrast", "vehicles' difference from the road, as a share of that by day", False),
    "size": ("Size", "height of the picture (pixels)", False),
    "compression": ("Compression", "bit rate of 640x360 H.264 at 6 frames a second (kbit/s)", False),
}


def enter_environment():
    """Goes on inside the virtual environment, which is made where it is missing."""
    python = ENVIRONMENT / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return
    if not python.exists():
        print(f"making {ENVIRONMENT} with matplotlib", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    probe = subprocess.run([str(python), "-c", "import matplotlib"], capture_output=True)
    if probe.returncode != 0:
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "matplotlib"], check=True)
    os.execv(str(python), [str(python), *sys.argv])


def measures(paths):
    """For each property its steps, each with the measures of its kind, in the order of values."""
    found = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for row in json.load(file)["kinds"]:
                name, _, value = row["kind"].partition("=")
                if name in PROPERTIES and value:
                    found.setdefault(name, {})[float(value)] = row["measures"]
    return {name: sorted(steps.items()) for name, steps in found.items()}


def draw(name, steps, out):
    """One picture: recall above, false alarms below, the hard end to the right."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    title, label, is_harder = PROPERTIES[name]
    values = [value for value, _ in steps]
    recall = [row["recall"] for _, row in steps]
    alarms = [3600 * row["falseEvents"] / max(row["watchedSeconds"], 1) for _, row in steps]
    figure, (above, below) = pyplot.subplots(
        2, 1, sharex=True, figsize=(6.4, 5), gridspec_kw={"height_ratios": [2, 1]}
    )
    above.plot(values, [float("nan") if r is None else r for r in recall], "o-", color="#1b5e8a")
    above.set_ylim(-0.03, 1.03)
    above.set_ylabel("recall")
    above.set_title(title)
    below.plot(values, alarms, "s-", color="#b0413e")
    below.set_ylim(bottom=0, top=max(1, max(alarms) * 1.1))
    below.set_ylabel("false events an hour")
    below.set_xlabel(label)
    for axes in (above, below):
        axes.set_xscale("log")
        axes.set_xticks(values)
        axes.set_xticklabels([f"{value:g}" for value in values])
        axes.minorticks_off()
        axes.grid(True, alpha=0.3)
    if not is_harder:
        above.invert_xaxis()
    figure.tight_layout()
    path = out / f"sweep-{name}.png"
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", nargs="+", help="outputs of camindexd evaluate --format json")
    parser.add_argument("--out", default=str(ROOT / "design" / "plots"), help="where pictures go")
    arguments = parser.parse_args()
    found = measures(arguments.results)
    if not found:
        sys.exit("no kind such as noise=16 in these results; evaluate what paint-scene sweep made")
    enter_environment()
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    for name, steps in sorted(found.items()):
        path = draw(name, steps, out)
        print(path)
        for value, row in steps:
            print(
                f"  {name} {value:g}: recall {row['recall']}, {row['falseEvents']} false in "
                f"{row['watchedSeconds']:.0f} s"
            )


if __name__ == "__main__":
    main()
