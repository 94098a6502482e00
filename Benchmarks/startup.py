"""Measures how long `camindexd run` takes to start on an index that holds much.

usage: python3 Benchmarks/startup.py PROGRAM FOLDER FOOTAGE [CAMERAS = 200] [ROUNDS = 3]

FOLDER holds an index of the cameras camera-0, camera-1 and so on, as index-bench fills it; each of
them is watched with FOOTAGE, a file, as its stream. Prints for each round the seconds from the start
of the program until systemd would be told that it is ready, and until the first camera is connected,
and the processor time until then.
"""
import os
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM, FOLDER, FOOTAGE = (os.path.abspath(path) for path in sys.argv[1:4])
CAMERAS = int(sys.argv[4]) if len(sys.argv) > 4 else 200
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 3


def configured(folder):
    """The configuration of all cameras."""
    path = os.path.join(folder, "startup.yaml")
    with open(path, "w") as file:
        file.write(f"data: {FOLDER}\ntime_zone: UTC\nhttp: {{listen: '127.0.0.1:0'}}\n")
        file.write("defaults: {rules: [{name: no-stopping, kind: dwell, dwell: 4m}]}\ncameras:\n")
        for number in range(CAMERAS):
            file.write(f"  camera-{number}: {{source: '{FOOTAGE}'}}\n")
    return path


def cpu_seconds(process):
    with open(f"/proc/{process}/stat") as file:
        ticks = file.read().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def measure(config, folder):
    """Seconds until ready, CPU until then, and seconds until the first camera is connected."""
    place = os.path.join(folder, "notify")
    if os.path.exists(place):
        os.remove(place)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(place)
        begin = time.monotonic()
        process = subprocess.Popen(
            [PROGRAM, "run", "--config", config, "--log-format", "json"],
            env={**os.environ, "NOTIFY_SOCKET": place}, stderr=subprocess.PIPE, text=True)
        while b"READY=1" not in notify.recv(4096):
            pass
        ready = time.monotonic() - begin
        used = cpu_seconds(process.pid)
        connected = None
        for line in process.stderr:
            if '"connected"' in line or "watching: " in line or "connected" in line:
                connected = time.monotonic() - begin
                break
        process.terminate()
        process.communicate()
    return ready, used, connected


def main():
    with tempfile.TemporaryDirectory() as folder:
        config = configured(folder)
        print("| round | ready | CPU until then | first camera connected |\n|---|---|---|---|")
        for number in range(1, ROUNDS + 1):
            ready, used, connected = measure(config, folder)
            print(f"| {number} | {ready:.2f} s | {used:.2f} s | {connected:.2f} s |", flush=True)


if __name__ == "__main__":
    main()
