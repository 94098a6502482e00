import CameraIndex
import Testing

struct StreamHealthTests {
    private var health = CameraHealth(camera: "gate-2")

    /// Tells each ten seconds what came of the stream.
    private mutating func note(
        from start: Double,
        to end: Double,
        bits: Double = 4_000_000,
        lead: MediaDuration? = nil
    ) -> [Event] {
        var told: [Event] = []
        for second in stride(from: start, to: end, by: 10) {
            health.noteStream(
                bitsPerSecond: bits,
                clockLead: lead,
                at: MediaTime(seconds: second)
            )
            told += health.takeChanges()
        }
        return told
    }

    @Test mutating func `a clock that is off by a second is right enough`() {
        #expect(note(from: 0, to: 600, lead: .seconds(1)) == [])
    }

    @Test(arguments: [2.5, -2.5])
    mutating func `a clock that is off by more is an event`(seconds: Double) throws {
        let lead = MediaDuration.seconds(seconds)
        let event = try #require(note(from: 0, to: 100, lead: lead).first)
        #expect(event.kind == .clockOff)
        #expect(event.detail == (seconds > 0 ? "2.5 s ahead" : "2.5 s behind"))
        let ended = try #require(note(from: 100, to: 300, lead: .zero).last)
        #expect(ended.endedAt == MediaTime(seconds: 100))
    }

    @Test mutating func `a stream that brings a twentieth of its bits has collapsed`() throws {
        #expect(note(from: 0, to: 900) == [])
        let event = try #require(note(from: 900, to: 1_100, bits: 200_000).first)
        #expect(event.kind == .bitRateCollapsed)
        #expect(event.since == MediaTime(seconds: 900))
        #expect(event.detail == "200 kbit/s, 4000 before")
        #expect(note(from: 1_100, to: 1_300).last?.endedAt == MediaTime(seconds: 1_100))
    }

    @Test mutating func `a night for which a stream needs less is no collapse`() {
        var told: [Event] = []
        for hour in 0..<12 {
            let bits = 4_000_000 * (1 - Double(hour) / 12.5)
            told += note(from: Double(hour) * 3_600, to: Double(hour + 1) * 3_600, bits: bits)
        }
        #expect(told == [])
    }

    @Test mutating func `a rate that was set lower for good is the usual one after an hour`() {
        _ = note(from: 0, to: 900)
        let told = note(from: 900, to: 5_000, bits: 200_000)
        #expect(told.last?.state == .ended)
        #expect(note(from: 5_000, to: 9_000, bits: 200_000) == [])
    }
}
