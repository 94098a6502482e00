#!/usr/bin/env python3
"""Times a whole command from start to end: usage: whole_command.py RUNS COMMAND [ARG ...]"""
import subprocess
import sys
import time

runs = int(sys.argv[1])
times = []
for number in range(runs + 3):
    begin = time.perf_counter()
    subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
    if number >= 3:
        times.append((time.perf_counter() - begin) * 1000)
times.sort()
print(f"{runs} whole commands: median {times[runs // 2]:.0f} ms, "
      f"p99 {times[min(runs - 1, runs * 99 // 100)]:.0f} ms, max {times[-1]:.0f} ms")
