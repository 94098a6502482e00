#!/usr/bin/env python3
"""Reads a file frame by frame and gives each to OpenCV's MOG2, as scanners of this kind do.

usage: opencv_loop.py FILE
"""
import sys

import cv2

cv2.setNumThreads(1)
capture = cv2.VideoCapture(sys.argv[1], cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
model = cv2.createBackgroundSubtractorMOG2()
count = 0
while True:
    is_there, picture = capture.read()
    if not is_there:
        break
    model.apply(picture)
    count += 1
print(f"{count} frames")
