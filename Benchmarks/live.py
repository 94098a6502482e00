"""Measures what `camindexd run` costs a camera: CPU, memory, and how far looks lie apart.

usage: python3 Benchmarks/live.py PROGRAM FOLDER FOOTAGE [COUNT…]

FOOTAGE is served by GStreamer's RTSP server to COUNT cameras at a time, record off. Prints a row for
each COUNT, in percent of one core and MB. What a camera costs beyond the process is what a row costs
more than the first.
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Tests", "Live"))
from live import Server, Watch

PROGRAM, FOLDER, FOOTAGE = (os.path.abspath(path) for path in sys.argv[1:4])
COUNTS = [int(text) for text in sys.argv[4:]] or [1, 10, 20, 40]
RULES = "[{name: four, kind: dwell, dwell: 4m}]"
GAPS = "SELECT longest_gap_us FROM coverage WHERE timeline_id = ? AND state = 'watched'"
WARM_UP, MEASURED = 40, 60


def usage(process):
    """Seconds of CPU and MB of memory that a process has used."""
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    with open(f"/proc/{process}/status") as file:
        resident = next(line for line in file if line.startswith("VmRSS")).split()[1]
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(resident) / 1024


def measure(server, count):
    """A row for so many cameras."""
    cameras = {f"camera-{number}": server.port for number in range(count)}
    watch = Watch(PROGRAM, os.path.join(FOLDER, "bench"), cameras, RULES)
    time.sleep(WARM_UP)
    served, (begin, _) = usage(server.process.pid)[0], usage(watch.process.pid)
    time.sleep(MEASURED)
    cpu, memory = usage(watch.process.pid)
    served = usage(server.process.pid)[0] - served
    watch.end()
    gaps = [gap for camera in cameras
            for gap, in watch.rows(GAPS, camera)]
    spent = 100 * (cpu - begin) / MEASURED
    print(f"| {count} | {spent:.1f} % | {spent / count:.2f} % | {memory:.0f} MB "
          f"| {max(gaps) / 1e6:.1f} s | {100 * served / MEASURED:.0f} % |", flush=True)


def main():
    server = Server(FOOTAGE, is_shared=True)
    print("| cameras | CPU | CPU a camera | resident | longest gap | the server's CPU |")
    print("|---|---|---|---|---|---|")
    for count in COUNTS:
        measure(server, count)
    server.end()


if __name__ == "__main__":
    main()
