"""Measures what `camindexd run` costs a camera, beside the least that it can cost and beside Motion.

usage: python3 Benchmarks/live.py PROGRAM FLOOR FOLDER FOOTAGE [COUNT…]

FOOTAGE is served by GStreamer's RTSP server to COUNT cameras at a time. Each row is of programs that
run side by side, so that what else the machine does slows all of them: camindexd, a floor that
receives the same streams and decodes one keyframe in 4 s (receive_floor.c), and one that only
receives. CPU is processor time, in percent of one core; memory is what is resident beyond the
process without cameras. MOTION is how many cameras Motion watches, 0 for none.
"""
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Tests", "Live"))
from live import Server, Watch
from process_use import use

PROGRAM, FLOOR, FOLDER, FOOTAGE = (os.path.abspath(path) for path in sys.argv[1:5])
COUNTS = [int(text) for text in sys.argv[5:]] or [1, 10, 20, 40]
MOTION_CAMERAS = int(os.environ.get("MOTION", 4))
RULES = "[{name: four, kind: dwell, dwell: 4m}]"
GAPS = "SELECT longest_gap_us FROM coverage WHERE timeline_id = ? AND state = 'watched'"
RATE = 25
# The scene is learned of the first 140 s: before, next to nothing is looked for.
WARM_UP = int(os.environ.get("WARM_UP", 200))
MEASURED = int(os.environ.get("MEASURED", 60))

MOTION = """daemon off
log_level 4
target_dir {folder}
webcontrol_port 0
stream_port 0
picture_output off
movie_output off
text_left
text_right
text_changes off
"""
MOTION_CAMERA = """camera_id {number}
netcam_url {url}
width 1920
height 1080
framerate 25
"""


class Floor:
    """The floor, with keyframes decoded that lie so many seconds apart; 0 decodes none."""

    def __init__(self, url, count, seconds):
        self.process = subprocess.Popen(
            [FLOOR, str(count), str(seconds), url], stdout=subprocess.DEVNULL)

    def end(self):
        self.process.terminate()
        self.process.wait()


class Motion:
    """Debian's Motion without texts, pictures and films."""

    def __init__(self, url, count):
        folder = os.path.join(FOLDER, "motion")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        main = os.path.join(folder, "motion.conf")
        with open(main, "w") as file:
            file.write(MOTION.format(folder=folder))
            for number in range(1, count + 1):
                path = os.path.join(folder, f"camera{number}.conf")
                with open(path, "w") as camera:
                    camera.write(MOTION_CAMERA.format(number=number, url=url))
                file.write(f"camera {path}\n")
        with open(os.path.join(folder, "log"), "w") as log:
            self.process = subprocess.Popen(
                ["motion", "-n", "-c", main], stdout=log, stderr=log)

    def end(self):
        self.process.terminate()
        self.process.wait()


def measured(programs):
    """What each of them uses in percent of a core and holds in MB, side by side."""
    time.sleep(WARM_UP)
    for program in programs:
        if program.process.poll() is not None:
            sys.exit(f"{' '.join(program.process.args)} ended by itself; nothing can be measured")
    before = [use(program.process.pid, 0) for program in programs]
    time.sleep(MEASURED)
    after = [use(program.process.pid, 0) for program in programs]
    for program, begin, end in zip(programs, before, after):
        if begin.cpu_seconds == end.cpu_seconds:
            sys.exit(f"{' '.join(program.process.args)} did nothing: the footage must last longer "
                     f"than {WARM_UP} and {MEASURED} s")
    return [(100 * (end.cpu_seconds - begin.cpu_seconds) / MEASURED, end.resident_mb)
            for begin, end in zip(before, after)]


def alone():
    """MB of the program with one camera that cannot be reached."""
    watch = Watch(PROGRAM, os.path.join(FOLDER, "bench"), {"none": 9}, RULES)
    time.sleep(10)
    resident = use(watch.process.pid, 0).resident_mb
    watch.end()
    return resident


def measure(server, count, record, base):
    """A row for so many cameras that are recorded so."""
    cameras = {f"camera-{number}": server.port for number in range(count)}
    url = f"rtsp://127.0.0.1:{server.port}/street"
    recorded = () if record == "off" else cameras
    watch = Watch(PROGRAM, os.path.join(FOLDER, "bench"), cameras, RULES, recorded, record)
    floors = [Floor(url, count, 4), Floor(url, count, 0)]
    began = time.monotonic()
    ours, floor, received, served = measured([watch, *floors, server])
    packets = sum(camera["counts"]["packets"] for camera in watch.status().values())
    came = packets / ((time.monotonic() - began) * RATE * count)
    for program in [watch, *floors]:
        program.end()
    gaps = [gap for camera in cameras for gap, in watch.rows(GAPS, camera)]
    print(f"| {count} | {record} | {ours[0] / count:.2f} % | {floor[0] / count:.2f} % "
          f"| {received[0] / count:.2f} % | {ours[0] / floor[0]:.2f} "
          f"| {(ours[1] - base) / count:.1f} MB | {floor[1] / count:.1f} MB "
          f"| {max(gaps) / 1e6:.1f} s | {100 * came:.0f} % | {served[0]:.0f} % |", flush=True)


def compare(server):
    """A row of Motion beside the floor."""
    url = f"rtsp://127.0.0.1:{server.port}/street"
    programs = [Motion(url, MOTION_CAMERAS), Floor(url, MOTION_CAMERAS, 4)]
    motion, floor = measured(programs)
    for program in programs:
        program.end()
    print(f"\nMotion, {MOTION_CAMERAS} cameras: {motion[0] / MOTION_CAMERAS:.1f} % of a core and "
          f"{motion[1] / MOTION_CAMERAS:.0f} MB a camera, {motion[0] / floor[0]:.0f} times the floor "
          f"({floor[0] / MOTION_CAMERAS:.2f} %)")


def main():
    server = Server(FOOTAGE, is_shared=True)
    base = alone()
    print(f"camindexd without cameras: {base:.0f} MB\n")
    print("| cameras | record | CPU a camera | floor | receiving alone | CPU / floor "
          "| memory a camera | floor's | longest gap | packets that came | the server's CPU |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for count in COUNTS:
        measure(server, count, "off", base)
    for record in ("continuous", "events"):
        measure(server, min(max(COUNTS), 40), record, base)
    if MOTION_CAMERAS:
        compare(server)
    server.end()


if __name__ == "__main__":
    main()
