"""Cameras that are lost and come back at moments of their own, and when that was."""
from dataclasses import dataclass

from live import Server

# Faults come in rounds, in the first part of each only: behind it all cameras are there again, so
# that what the program holds can be compared from round to round.
ROUND, UNTIL = 300, 225
# How long a server works between two faults, and how long a fault lasts, in seconds.
PAUSE, LENGTH = (20, 60), (5, 40)
# No fault before everything was watched for a while, and none that the soak ends with.
FIRST, LAST = 60, 60

KINDS = {
    "killed": (Server.end, True),
    "closed": (Server.close, True),
    "stopped": (Server.stall, False),
}


@dataclass
class Fault:
    """Something that was done to a camera's server, and when, in seconds of the clock."""

    kind: str
    begin: float
    end: float = None


class FlappingCamera:
    """A camera with a server of its own, which is killed, closed or stopped now and then."""

    def __init__(self, name, path, chance, duration):
        self.name, self.path, self.chance, self.duration = name, path, chance, duration
        self.server = Server(path)
        self.port = self.server.port
        self.faults = []
        self.length = None
        self.next = None
        self.plan(FIRST)

    def plan(self, earliest):
        """Chooses when the next fault comes: `next`, in seconds since the soak began, or None."""
        self.next = earliest + self.chance.uniform(*PAUSE)
        self.length = self.chance.uniform(*LENGTH)
        if self.next % ROUND + self.length > UNTIL:
            self.next += ROUND - self.next % ROUND + self.chance.uniform(0, PAUSE[0])
        if self.next + self.length > self.duration - LAST:
            self.next = None

    def act(self, elapsed, clock):
        """Begins or ends a fault; `clock` gives the seconds of the clock."""
        is_broken = self.faults and self.faults[-1].end is None
        if not is_broken:
            kind = self.chance.choice(sorted(KINDS))
            self.faults.append(Fault(kind, clock()))
            KINDS[kind][0](self.server)
            self.next = elapsed + self.length
            return
        fault = self.faults[-1]
        if KINDS[fault.kind][1]:
            self.server = Server(self.path, self.port)
        else:
            self.server.go_on()
        fault.end = clock()
        self.plan(elapsed)
