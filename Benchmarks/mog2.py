#!/usr/bin/env python3
"""Times OpenCV's MOG2 on the planes that detector-bench wrote: usage: mog2.py PLANES [COUNT]"""
import sys
import time

import cv2
import numpy as np

WIDTH, HEIGHT = 1920, 1080
count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
planes = np.fromfile(sys.argv[1], np.uint8).reshape(-1, HEIGHT, WIDTH)
cv2.setNumThreads(1)
model = cv2.createBackgroundSubtractorMOG2()
times = []
for number in range(count + 50):
    begin = time.perf_counter()
    model.apply(planes[number % len(planes)])
    if number >= 50:
        times.append((time.perf_counter() - begin) * 1000)
times.sort()
print(f"OpenCV {cv2.__version__} MOG2, 1920x1080: median {times[len(times) // 2]:.3f} ms, "
      f"mean {sum(times) / len(times):.3f} ms a plane")
