#!/usr/bin/env python3
"""Times a copy, OpenCV's MOG2, and a resize with MOG2 on the planes that detector-bench wrote.

usage: mog2.py PLANES [COUNT [MILLISECONDS]]

With MILLISECONDS, what our loop takes for a plane, the ratios are printed as well.
"""
import sys
import time

import cv2
import numpy as np

WIDTH, HEIGHT = 1920, 1080
SMALL = (480, 270)


def median(name, work, count, planes):
    """Milliseconds of `work` for each plane; the first fifty, which learn, are left out."""
    times = []
    for number in range(count + 50):
        plane = planes[number % len(planes)]
        begin = time.perf_counter()
        work(plane)
        if number >= 50:
            times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    middle = times[len(times) // 2]
    print(f"{name}: median {middle:.3f} ms, mean {sum(times) / len(times):.3f} ms a plane")
    return middle


count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
ours = float(sys.argv[3]) if len(sys.argv) > 3 else None
planes = np.fromfile(sys.argv[1], np.uint8).reshape(-1, HEIGHT, WIDTH)
target = np.zeros((HEIGHT, WIDTH), np.uint8)
cv2.setNumThreads(1)
whole = cv2.createBackgroundSubtractorMOG2()
small = cv2.createBackgroundSubtractorMOG2()
opencv = f"OpenCV {cv2.__version__}"
medians = {
    "memcpy of one plane in the cache": median(
        "memcpy of one plane again and again", lambda plane: np.copyto(target, planes[0]),
        count, planes),
    "memcpy of the planes in turn": median(
        "memcpy of the planes in turn", lambda plane: np.copyto(target, plane), count, planes),
    "MOG2": median(f"{opencv} MOG2, 1920x1080", whole.apply, count, planes),
    "resize and MOG2": median(
        f"{opencv} resize to 480x270 and MOG2 there",
        lambda plane: small.apply(cv2.resize(plane, SMALL)),
        count, planes),
}
if ours:
    for name, middle in medians.items():
        print(f"our loop takes {ours / middle:.2f} x {name}: {middle / ours:.2f} times faster")
