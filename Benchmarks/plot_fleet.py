#!/usr/bin/env python3
"""Draws what a fleet costs and how closely it is watched, against the number of its cameras.

usage: Benchmarks/plot_fleet.py RESULTS [PICTURE = design/plots/fleet.png]

RESULTS holds lines of JSON, as fleet-bench prints them. Prints the table of design/benchmarks.md.
Needs Debian's python3-matplotlib, and so the system's own Python.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def table(runs):
    """The rows of the design's table."""
    print("| cameras | CPU | CPU a camera | memory a camera | mean gap: median, p99, max "
          "| longest gap: median, p99, max | past the bound, told, in the index | keyframes passed over "
          "| unaccounted | packets that came | states at the end |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for run in runs:
        count = run["cameras"]
        memory = (run["residentMegabytes"] - run["idleMegabytes"]) / count
        print(f"| {count} | {run['processorPercent']:.0f} % "
              f"| {run['processorPercent'] / count:.2f} % | {memory:.1f} MB "
              f"| {run['meanGapMedian']:.1f}, {run['meanGapP99']:.1f}, {run['meanGapMax']:.1f} s "
              f"| {run['longestGapMedian']:.1f}, {run['longestGapP99']:.1f}, "
              f"{run['longestGapMax']:.1f} s "
              f"| {run['pastBound']}, {run['toldInStatus']}, {run['toldInIndex']} "
              f"| {run['passedOver']} | {run['unaccounted']} "
              f"| {100 * run['packets'] / run['packetsDue']:.1f} % "
              f"| {run['statesWritten']} in {run['endSeconds']:.1f} s |")


def draw(runs, picture):
    """CPU and memory on the left, gaps on the right."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    counts = [run["cameras"] for run in runs]
    figure, (cpu, memory, gaps) = pyplot.subplots(3, 1, sharex=True, figsize=(6.4, 8))
    cpu.plot(counts, [run["processorPercent"] for run in runs], "o-", label="all")
    cpu.plot(counts, [run["receivingPercent"] for run in runs], "s--", label="receiving")
    cpu.plot(counts, [run["watchingPercent"] for run in runs], "^--", label="decoding, looking")
    cpu.set_ylabel("percent of one core")
    cpu.legend()
    memory.plot(counts, [run["residentMegabytes"] for run in runs], "o-")
    memory.set_ylabel("resident (MB)")
    gaps.plot(counts, [run["meanGapMedian"] for run in runs], "o-", label="mean, median camera")
    gaps.plot(counts, [run["meanGapMax"] for run in runs], "s-", label="mean, worst camera")
    gaps.plot(counts, [run["longestGapMax"] for run in runs], "^--", label="longest of all")
    gaps.axhline(runs[0]["bound"], color="grey", linestyle=":", label="the rule's bound")
    gaps.set_ylabel("gap between looks (s)")
    gaps.set_xlabel("cameras")
    gaps.legend()
    for axes in (cpu, memory, gaps):
        axes.set_ylim(bottom=0)
        axes.grid(True, alpha=0.3)
    figure.tight_layout()
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=110)
    print(picture)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.split("\n\n")[1])
    with open(sys.argv[1], encoding="utf-8") as file:
        runs = sorted((json.loads(line) for line in file if line.strip()),
                      key=lambda run: run["cameras"])
    table(runs)
    default = ROOT / "design" / "plots" / "fleet.png"
    draw(runs, pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else default)


if __name__ == "__main__":
    main()
