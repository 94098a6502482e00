"""What the live tests share: servers, runs of the program, and what its index holds."""
import atexit
import json
import os
import signal
import socket
import sqlite3
import subprocess
import time

SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rtsp-server")

STOPS = """
    SELECT since_us, until_us, ending, since_uncertainty_us, end_uncertainty_us, arrival_seen,
        box_x, box_y, box_width, box_height
    FROM stop WHERE timeline_id = ? ORDER BY since_us, box_x"""
COVERAGE = "SELECT start_us, end_us, state FROM coverage WHERE timeline_id = ? ORDER BY start_us"

failures = []


def check(is_right, words):
    """Says whether something is as it should be."""
    print(("ok: " if is_right else "FAILED: ") + words, flush=True)
    if not is_right:
        failures.append(words)


class Server:
    """An RTSP server of one file as the stream "street", at a port that it keeps."""

    def __init__(self, path, port=0, is_shared=False, carry=None, certificate=None):
        options = ["--shared"] if is_shared else []
        if carry:
            options += ["--carry", carry]
        if certificate:
            options += ["--certificate", certificate.file, "--key", certificate.key]
        self.process = subprocess.Popen(
            ["/usr/bin/python3", SERVER, *options, "--port", str(port), f"street={path}"],
            stdout=subprocess.PIPE, text=True)
        # A test that fails or is broken off leaves no server behind.
        atexit.register(self.end)
        self.port = int(self.process.stdout.readline())

    def stall(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def close(self):
        """Has it take leave of its clients and end."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.end()

    def end(self):
        self.process.kill()
        self.process.wait()


class Watch:
    """A `camindexd run` with a data folder of its own."""

    def __init__(self, program, folder, cameras, rules, recorded=(), record="continuous",
                 environment=None):
        self.program, self.folder, self.rules = program, folder, rules
        # One of its own, by which it is asked also where its data folder is gone.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {**os.environ, **(environment or {})}
        self.recorded, self.record = recorded, record
        subprocess.run(["rm", "-rf", folder], check=True)
        os.makedirs(folder)
        self.data = os.path.join(folder, "data")
        self.config = os.path.join(folder, "live.yaml")
        self.configure(cameras)
        self.log = os.path.join(folder, "log")
        self.start()

    def configure(self, cameras):
        """Writes a configuration of cameras: of each a port, a port and a path, or its keys."""
        with open(self.config, "w") as file:
            file.write(f"data: data\ntime_zone: UTC\ndefaults: {{rules: {self.rules}}}\n")
            file.write("recording: {keep_free: 500MB}\n")
            file.write(f"http: {{listen: '127.0.0.1:{self.port}'}}\ncameras:\n")
            for camera, place in cameras.items():
                if str(place).startswith("{"):
                    file.write(f"  {camera}: {place}\n")
                    continue
                path = place if isinstance(place, str) else f"{place}/street"
                record = self.record if camera in self.recorded else "off"
                file.write(f"  {camera}: {{source: 'rtsp://127.0.0.1:{path}', record: {record}}}\n")

    def reload(self, cameras):
        """Has other cameras watched."""
        self.configure(cameras)
        self.process.send_signal(signal.SIGHUP)

    def start(self):
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [self.program, "run", "--config", self.config], stderr=log,
                env=self.environment)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """Asks the program to end; gives its exit code and how long that took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(), time.monotonic() - begin

    def rows(self, sql, camera):
        return rows(self.data, sql, camera)

    def events(self, camera, kind="dwell"):
        """The events of a camera, as the program tells them."""
        answer = self.ask("query", "--camera", camera, "--kind", kind, "--format", "jsonl").stdout
        return [json.loads(line) for line in answer.splitlines()]

    def ask(self, command, *arguments):
        """Runs another command on the same configuration."""
        return subprocess.run(
            [self.program, command, "--config", self.config, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def daemon(self):
        """How the program is."""
        return json.loads(self.ask("status", "--format", "json").stdout)

    def status(self):
        """How the cameras are, by their names."""
        return {camera["id"]: camera for camera in self.daemon()["watch"]["cameras"]}

    def watched(self, camera):
        """The stretches that were watched, joined, in seconds of the clock."""
        stretches = []
        for start, end, state in self.rows(COVERAGE, camera):
            if state != "watched":
                continue
            if stretches and start <= stretches[-1][1]:
                stretches[-1][1] = end
            else:
                stretches.append([start, end])
        return [[start / 1e6, end / 1e6] for start, end in stretches]


def rows(data, sql, camera):
    """Rows of the index in a folder, of one camera's timeline; none of one never watched."""
    database = sqlite3.connect(f"file:{data}/index.sqlite?mode=ro", uri=True)
    timelines = database.execute(
        "SELECT timeline.id FROM timeline JOIN camera ON camera.id = camera_id "
        "WHERE camera.name = ?", [camera]).fetchmany(1)
    found = [row for timeline in timelines for row in database.execute(sql, timeline)]
    database.close()
    return found
