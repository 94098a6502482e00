import CameraIndex
import Testing

struct LookNeedTests {
    @Test func `who was not looked at for longer by its rules comes first`() {
        let now = MediaTime(seconds: 100)
        let patient = LookNeed(looked: MediaTime(seconds: 90), bound: .seconds(8))
        let hasty = LookNeed(looked: MediaTime(seconds: 96), bound: .seconds(2))
        #expect(patient.urgency(at: now) == 1.25)
        #expect(hasty.urgency(at: now) == 2)
    }

    @Test func `where there is too little time, gaps widen evenly by the rules`() {
        // One look in two seconds, where four in eight and one in two seconds are wanted.
        var needs = (0..<4).map { number in
            LookNeed(looked: MediaTime(seconds: -Double(number)), bound: .seconds(8))
        }
        needs.append(LookNeed(bound: .seconds(2)))
        var widest = [Double](repeating: 0, count: needs.count)
        for second in stride(from: 2, to: 800, by: 2) {
            let now = MediaTime(seconds: Double(second))
            let urgencies = needs.map { $0.urgency(at: now) }
            guard let most = urgencies.indices.max(by: { urgencies[$0] < urgencies[$1] }) else {
                return
            }
            if second > 200 { widest[most] = max(widest[most], urgencies[most]) }
            needs[most].looked = now
        }
        // Half as many as are wanted: all gaps are twice as wide, to a look.
        #expect(widest.allSatisfy { (2...2.5).contains($0) }, "\(widest)")
    }

    @Test func `a camera that was never looked at comes before all others`() {
        let now = MediaTime(seconds: 1_000)
        let new = LookNeed(bound: .seconds(8))
        let known = LookNeed(looked: MediaTime(seconds: 960), bound: .seconds(8))
        #expect(new.urgency(at: now) > known.urgency(at: now))
    }
}
