import Synchronization

/// The memory that packets may take which wait for the disk, of all cameras together.
final class RecordingBudget: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    /// Makes a budget of so many bytes.
    init(_ limit: Int) {
        self.limit = limit
    }

    /// Takes bytes, where there are as many.
    func take(_ bytes: Int) -> Bool {
        let (_, sum) = used.add(bytes, ordering: .relaxed)
        if sum <= limit { return true }
        used.subtract(bytes, ordering: .relaxed)
        return false
    }

    /// Gives bytes back.
    func give(_ bytes: Int) {
        used.subtract(bytes, ordering: .relaxed)
    }
}

/// What waits to be recorded of a camera: where the disk is too slow, packets up to the next
/// keyframe are left out, so that memory never grows.
struct RecordingInbox: Sendable {
    private let mostBytes: Int
    private let budget: RecordingBudget
    private var items: [RecordingItem] = []
    private var bytes = 0
    private var isLeavingOut = false
    private var leftOut = 0
    /// Whether the camera stands in the queue of the pool, or is being worked on.
    var isQueued = false

    /// Makes an inbox in which packets of so many bytes wait at most.
    init(mostBytes: Int, of budget: RecordingBudget) {
        self.mostBytes = mostBytes
        self.budget = budget
    }

    /// Whether nothing waits.
    var isEmpty: Bool { items.isEmpty }

    /// Adds what came.
    mutating func add(_ new: [RecordingItem]) {
        for item in new {
            guard case .packet(let packet) = item else {
                note(item)
                continue
            }
            if isLeavingOut, !packet.isKeyframe || bytes > mostBytes / 2 {
                leftOut += 1
                continue
            }
            guard bytes + packet.memory <= mostBytes, budget.take(packet.memory) else {
                isLeavingOut = true
                leftOut += 1
                continue
            }
            if isLeavingOut { items.append(.gap) }
            isLeavingOut = false
            bytes += packet.memory
            items.append(item)
        }
    }

    /// Adds what takes no room; where nobody takes it out, only the newest of a kind stays.
    private mutating func note(_ item: RecordingItem) {
        switch (items.last, item) {
        case (.needs, .needs): items[items.count - 1] = item
        case (.gap, .gap): break
        default: items.append(item)
        }
    }

    /// Takes out all that waits, with the number of packets that were left out since the last call.
    mutating func takeAll() -> (items: [RecordingItem], leftOut: Int) {
        budget.give(bytes)
        defer { (items, bytes, leftOut) = ([], 0, 0) }
        return (items, leftOut)
    }
}
