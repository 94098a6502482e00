"""Which stretches of a soak were not watched, and whether a fault explains them."""
from dataclasses import dataclass

# Keyframes of what is painted lie 2 s apart, and each is looked at.
LOOK = 2
# Half a look may be late. The ledger states gaps in half seconds, rounded up.
LONGEST_GAP = 1.5 * LOOK
# What was watched is written each 10 s: of a wider gap is known in which such step it lies.
STEP = 10
# Until a camera that works again is watched: it is tried each 6 s at most, connects, and a keyframe
# must come; the keyframe after it tells how far they lie apart.
BACK = 20
# A program that ends writes what it can within 1.2 s: the last step of a camera may be missing.
SETTLED = STEP + LONGEST_GAP

LEDGER = """
    SELECT start_us, end_us, state, longest_gap_us FROM coverage WHERE timeline_id = ?
    ORDER BY start_us"""


@dataclass
class Gap:
    """A stretch that was not watched as it should be, in seconds of the clock, and why."""

    begin: float
    end: float
    why: str


def ledger(watch, camera):
    """The spans of a camera: beginning, end, state, longest gap; in seconds."""
    return [(start / 1e6, end / 1e6, state, (gap or 0) / 1e6)
            for start, end, state, gap in watch.rows(LEDGER, camera)]


def first_watched(watch, camera):
    """When a camera was watched for the first time; None where never."""
    return next((start for start, _, state, _ in ledger(watch, camera) if state == "watched"), None)


def unwatched(watch, camera, begin, end):
    """The stretches between two moments that no span covers, or one of another kind or with too
    wide a gap."""
    gaps, reached = [], begin
    for start, until, state, gap in ledger(watch, camera):
        if start - reached > LONGEST_GAP and reached < end:
            gaps.append(Gap(reached, min(start, end), "not watched"))
        if state != "watched":
            gaps.append(Gap(start, until, state))
        elif gap > LONGEST_GAP:
            gaps.append(Gap(start, until, f"a gap of {gap:.1f} s"))
        reached = max(reached, until)
    if reached < end:
        gaps.append(Gap(reached, end, "not watched"))
    return gaps


def is_explained(gap, faults):
    """Whether a stretch lies wholly where faults had an effect."""
    margin = STEP + LONGEST_GAP if gap.why.startswith("a gap") else 0
    reached = gap.begin
    for fault in faults:
        end = (fault.end or float("inf")) + BACK + margin
        if fault.begin - LONGEST_GAP - margin <= reached <= end:
            reached = end
    return reached >= gap.end


def well_watched(watch, camera):
    """The stretches that were watched without a wide gap, joined."""
    stretches = []
    for start, until, state, gap in ledger(watch, camera):
        if state != "watched":
            continue
        # The gap comes first: before a break all is written.
        begin = start + gap if gap > LONGEST_GAP else start
        if stretches and begin <= stretches[-1][1]:
            stretches[-1][1] = until
        else:
            stretches.append([begin, until])
    return stretches


def reconnection(watch, camera, faults):
    """How long after the end of each fault that broke it off the camera was watched again."""
    stretches = well_watched(watch, camera)
    found = []
    for fault, after in zip(faults, [*faults[1:], None]):
        # A server that stood still for some seconds only sends afterwards what it kept.
        if fault.end is None or any(a <= fault.begin and fault.end <= b for a, b in stretches):
            continue
        back = next((begin for begin, end in stretches if end > fault.end), None)
        if back is not None and (after is None or back <= after.begin):
            # When a picture was taken is known to a second: it may seem to come before the end.
            found.append(max(0, back - fault.end))
    return found
