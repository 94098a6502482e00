import CameraIndex
import Testing

struct SizeClassTests {
    /// A car is 18 pixels high where its wheels are at row 90 of 360, 72 where they are at row 324.
    private let reference = SizeReference(
        .init(ground: Point(x: 0.5, y: 0.25), height: 0.05),
        .init(ground: Point(x: 0.5, y: 0.9), height: 0.2)
    )

    private func rule(_ classes: Set<Event.SizeClass>? = nil) -> DwellRule {
        .of240 {
            $0.zone = Zone(name: "z", outline: .wholeFrame, sizeReference: reference)
            $0.classes = classes
        }
    }

    /// What a thing of that size is, with its ground at a row.
    private func sizeClass(
        _ width: Int,
        _ height: Int,
        ground: Int,
        rule: DwellRule? = nil
    ) -> Event.SizeClass? {
        let box = Box(x: 100, y: ground - height, width: width, height: height)
        return (rule ?? self.rule()).events(of: [StopMaker.stop(0, 300, box: box)]).first?.sizeClass
    }

    @Test func `one size is a vehicle far away and less near by`() {
        #expect(sizeClass(48, 18, ground: 90) == .vehicle)
        #expect(sizeClass(48, 18, ground: 324) == .object)
        #expect(sizeClass(192, 72, ground: 324) == .vehicle)
    }

    @Test func `a person is tall and narrow`() {
        #expect(sizeClass(10, 20, ground: 90) == .person)
        #expect(sizeClass(40, 84, ground: 324) == .person)
        #expect(sizeClass(10, 8, ground: 90) == .object)
    }

    @Test func `between the marks sizes grow evenly`() {
        // Half way, at row 207, a car is 45 pixels high: 36 pixels wide is the least of a vehicle.
        #expect(sizeClass(37, 30, ground: 207) == .vehicle)
        #expect(sizeClass(35, 30, ground: 207) != .vehicle)
    }

    @Test func `above the horizon nothing grows or vanishes without end`() {
        #expect(sizeClass(10, 4, ground: 5) == .vehicle)
        #expect(sizeClass(3, 2, ground: 5) == .object)
    }

    @Test func `a rule about vehicles passes over what is none`() {
        let car = StopMaker.stop(0, 300, box: Box(x: 100, y: 72, width: 48, height: 18))
        let bag = StopMaker.stop(0, 300, box: Box(x: 300, y: 300, width: 20, height: 20))
        #expect(rule([.vehicle]).events(of: [car, bag]).map(\.stop) == [car.id])
        #expect(rule([.object, .person]).events(of: [car, bag]).map(\.stop) == [bag.id])
        #expect(rule().events(of: [car, bag]).count == 2)
    }

    @Test func `a rule may have bounds of its own`() {
        var rule = rule()
        rule.sizes[.vehicle] = SizeBounds(width: 3...20, height: 0.5...10)
        rule.sizes[.object] = SizeBounds(width: 0.1...0.5, height: 0...100)
        #expect(sizeClass(48, 18, ground: 90, rule: rule) == nil)
        #expect(sizeClass(60, 18, ground: 90, rule: rule) == .vehicle)
    }

    @Test func `without a reference nothing has a class, and no rule about classes raises`() {
        let stop = StopMaker.stop(0, 300)
        #expect(DwellRule.of240().events(of: [stop]).map(\.sizeClass) == [nil])
        let rule = DwellRule.of240 { $0.classes = [.vehicle] }
        #expect(rule.events(of: [stop]).isEmpty)
    }

    @Test func `a camera on its side is measured upright`() {
        // Shown clockwise, 360 × 640: ground at the right edge of the coded box.
        var rule = rule()
        rule.zone.sizeReference = SizeReference(
            .init(ground: Point(x: 0.5, y: 0.25), height: 0.05),
            .init(ground: Point(x: 0.5, y: 0.9), height: 0.2)
        )
        // Coded 24 wide, 80 high; upright 80 wide, 24 high, ground at row 152 of 640: a car.
        let stop = StopMaker.stop(0, 300, box: Box(x: 128, y: 100, width: 24, height: 80)) {
            $0.turn = .clockwise
        }
        #expect(rule.events(of: [stop]).map(\.sizeClass) == [.vehicle])
        // Read as it was coded it would be too narrow.
        let unturned = StopMaker.stop(0, 300, box: stop.box)
        #expect(rule.events(of: [unturned]).first?.sizeClass != .vehicle)
    }

    @Test func `severity and code of the rule stand with the event`() {
        let rule = DwellRule.of240 {
            $0.severity = .high
            $0.violationCode = "1039"
        }
        let event = rule.events(of: [StopMaker.stop(0, 300)]).first
        #expect(event?.severity == .high)
        #expect(event?.violationCode == "1039")
    }
}
