import CameraIndex
import Testing

struct FleetWatchTests {
    @Test func `half of the cameras within seconds are one loss`() {
        var fleet = watched(6)
        #expect(fleet.note(.ended, of: "0", at: MediaTime(seconds: 100)) == nil)
        #expect(fleet.note(.ended, of: "1", at: MediaTime(seconds: 104)) == nil)
        #expect(fleet.note(.ended, of: "2", at: MediaTime(seconds: 108)) == .lost(3, of: 6))
        #expect(fleet.isLost)
        #expect(fleet.note(.ended, of: "3", at: MediaTime(seconds: 109)) == nil)
    }

    @Test func `cameras that are lost one by one are not`() {
        var fleet = watched(6)
        for number in 0..<6 {
            let time = MediaTime(seconds: 100 + 20 * Double(number))
            #expect(fleet.note(.ended, of: "\(number)", at: time) == nil)
        }
        #expect(!fleet.isLost)
    }

    @Test func `a camera that stays away is lost once`() {
        var fleet = watched(3)
        for second in 0..<10 {
            let time = MediaTime(seconds: 100 + Double(second))
            #expect(fleet.note(.ended, of: "0", at: time) == nil)
        }
    }

    @Test func `two cameras may be lost by chance`() {
        var fleet = watched(2)
        #expect(fleet.note(.ended, of: "0", at: .zero) == nil)
        #expect(fleet.note(.ended, of: "1", at: .zero) == nil)
    }

    @Test func `they are back when half of them are`() {
        var fleet = watched(4)
        for number in 0..<4 { _ = fleet.note(.ended, of: "\(number)", at: .zero) }
        let watching = CameraNews.watching(every: .seconds(4))
        #expect(fleet.note(watching, of: "0", at: MediaTime(seconds: 20)) == nil)
        #expect(fleet.note(watching, of: "1", at: MediaTime(seconds: 20)) == .back)
        #expect(!fleet.isLost)
    }

    @Test func `cameras that are watched no more count neither as lost nor as there`() {
        var fleet = watched(8)
        for number in 0..<3 { _ = fleet.note(.ended, of: "\(number)", at: .zero) }
        #expect(!fleet.isLost)
        fleet.follow(["0", "1", "2", "3", "4"])
        #expect(fleet.note(.ended, of: "3", at: MediaTime(seconds: 5)) == .lost(4, of: 5))
        fleet.follow(["4", "5"])
        #expect(!fleet.isLost)
    }

    private func watched(_ count: Int) -> FleetWatch {
        var fleet = FleetWatch(count: count)
        for number in 0..<count {
            _ = fleet.note(.watching(every: .seconds(4)), of: "\(number)", at: .zero)
        }
        return fleet
    }
}
