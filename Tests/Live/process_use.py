"""What a process holds: memory, threads, descriptors, CPU, and whether that grows."""
import os
import statistics
from dataclasses import dataclass


@dataclass
class Use:
    """What a process holds at a moment."""

    seconds: float
    resident_mb: float
    anonymous_mb: float
    threads: int
    descriptors: int
    cpu_seconds: float


def use(process, seconds):
    """What a process holds now, which is `seconds` since the beginning."""
    with open(f"/proc/{process}/status") as file:
        status = dict(line.split(":", 1) for line in file)
    with open(f"/proc/{process}/stat") as file:
        ticks = file.read().rsplit(")", 1)[1].split()[11:13]
    return Use(
        seconds=round(seconds, 1),
        resident_mb=int(status["VmRSS"].split()[0]) / 1024,
        anonymous_mb=int(status["RssAnon"].split()[0]) / 1024,
        threads=int(status["Threads"]),
        descriptors=len(os.listdir(f"/proc/{process}/fd")),
        cpu_seconds=sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))


def hourly_growth(uses, name):
    """By how much a figure grows in an hour, by the line that fits best; 0 without a line."""
    if len({one.seconds for one in uses}) < 2:
        return 0.0
    hours = [one.seconds / 3600 for one in uses]
    return statistics.linear_regression(hours, [getattr(one, name) for one in uses]).slope


def median(uses, name):
    """The figure in the middle."""
    return statistics.median(getattr(one, name) for one in uses)
