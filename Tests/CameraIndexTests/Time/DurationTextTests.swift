import CameraIndex
import Testing

struct DurationTextTests {
    @Test(arguments: [
        ("4m", 240_000_000), ("240s", 240_000_000), ("1h30m", 5_400_000_000), ("500ms", 500_000),
        ("2h", 7_200_000_000), ("1d", 86_400_000_000), ("1d2h3m4s5ms", 93_784_005_000),
        ("1.5h", 5_400_000_000), ("0.000001s", 1), ("1m0.25s", 60_250_000), ("0s", 0),
    ])
    func `a duration is read from numbers and units`(text: String, microseconds: Int64) throws {
        #expect(try MediaDuration(text: text) == MediaDuration(microseconds: microseconds))
    }

    @Test(arguments: [
        "", "m", "4 m", "4mins", "4 mins", "4M", "-4m", "1.5h30m", "30m1h", "1m1m", "4m ", "m4",
        "1.s", ".5s", "1.0000001s", "99999999999999999999s", "999999999999d", "4m3",
    ])
    func `a text of another form is no duration`(text: String) {
        let error = #expect(throws: TimeTextError.self) { try MediaDuration(text: text) }
        #expect(
            error?.message(at: "--dwell")
                == #"--dwell is "\#(text)"; write a duration such as "4m", "240s" or "1h30m"."#
        )
    }

    @Test func `a number without a unit is refused with both readings`() {
        let error = #expect(throws: TimeTextError.self) { try MediaDuration(text: "240") }
        #expect(
            error?.message(at: "--dwell")
                == #"--dwell is "240", which has no unit; write "240s" for seconds or "240m" for "#
                + #"minutes."#
        )
    }

    @Test(arguments: [
        (0, "0 s"), (999, "0 ms"), (500_000, "500 ms"), (1_500_000, "1.5 s"), (20_000_000, "20 s"),
        (59_990_000, "59.9 s"), (240_000_000, "4 min"), (239_999_999, "3 min 59 s"),
        (3_600_000_000, "1 h"), (83_520_000_000, "23 h 12 min"), (86_400_000_000, "24 h"),
        (86_399_999_999, "23 h 59 min"), (172_800_000_000, "2 d"), (180_000_000_000, "2 d 2 h"),
        (-240_000_000, "-4 min"),
    ])
    func `words round down to two units`(microseconds: Int64, text: String) {
        #expect(MediaDuration(microseconds: microseconds).shortText == text)
    }

    @Test(arguments: [
        (0, "0:00"), (20_000_000, "0:20"), (239_999_999, "3:59"), (263_500_000, "4:23"),
        (3_800_000_000, "1:03:20"), (90_000_000_000, "25:00:00"), (-20_000_000, "-0:20"),
    ])
    func `a stopwatch rounds down to the second`(microseconds: Int64, text: String) {
        #expect(MediaDuration(microseconds: microseconds).stopwatchText == text)
    }

    @Test(arguments: [
        (0, "0s"), (240_000_000, "4m"), (5_400_000_000, "1h30m"), (500_000, "500ms"),
        (1_500_000, "1s500ms"), (1_001, "1.001ms"), (90_061_000_000, "1d1h1m1s"),
    ])
    func `what is printed as an option reads back the same`(microseconds: Int64, text: String)
        throws
    {
        let duration = MediaDuration(microseconds: microseconds)
        #expect(duration.optionText == text)
        #expect(try MediaDuration(text: text) == duration)
    }

    @Test(arguments: [
        (0, "00:00:00.000"), (123_500_000, "00:02:03.500"), (90_061_001_999, "25:01:01.001"),
        (-1_000_000, "-00:00:01.000"),
    ])
    func `a media time is printed as hours, minutes, seconds`(microseconds: Int64, text: String) {
        #expect(MediaTime(microseconds: microseconds).text == text)
    }
}
