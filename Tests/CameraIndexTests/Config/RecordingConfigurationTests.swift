import CameraIndex
import Testing

struct RecordingConfigurationTests {
    @Test func `a camera is recorded as it says, else as the defaults do`() throws {
        let site = try configuration(
            """
            recording: {folder: rec, keep_free: 1.5GB}
            defaults:
              record: events
              retention: {age: 30d, size: 500GB}
            cameras:
              a: {source: a.mp4}
              b: {source: b.mp4, record: continuous, retention: {size: 1TB}, pre_roll: 4MB}
              c: {source: c.mp4, record: off}
              d: {record: continuous}
            """
        )
        #expect(
            site.recordingTerms(for: "a")
                == RecordingTerms(mode: .events, age: .minutes(43_200), bytes: 500_000_000_000)
        )
        #expect(
            site.recordingTerms(for: "b")
                == RecordingTerms(
                    mode: .continuous,
                    age: .minutes(43_200),
                    bytes: 1_000_000_000_000,
                    preRollBytes: 4_000_000
                )
        )
        let request = site.recordingRequest(dataFolder: "/data")
        // What is not watched cannot be recorded; what there is of it is kept as long.
        #expect(request.cameras.mapValues(\.mode) == modes)
        #expect(request.cameras["d"]?.age == .minutes(43_200))
        #expect(request.place == RecordingPlace(folder: "/etc/site/rec", reserve: 1_500_000_000))
    }

    private let modes: [String: RecordingMode] = [
        "a": .events, "b": .continuous, "c": .off, "d": .off,
    ]

    @Test func `nothing is recorded where nobody asks for it`() throws {
        let site = try configuration("cameras: {a: {source: a.mp4}}")
        #expect(site.recordingRequest(dataFolder: "/data").cameras["a"] == RecordingTerms())
        #expect(site.recordingTerms(for: "a").mode == .off)
        let place = site.recordingPlace(dataFolder: "/data")
        #expect(place == RecordingPlace(folder: "/data/recordings", reserve: 5_000_000_000))
    }

    @Test(arguments: [
        (
            "cameras: {a: {record: always}}",
            "cameras.a.record is \"always\"; write off, events or continuous"
        ),
        (
            "cameras: {a: {retention: {age: 30}}}",
            "cameras.a.retention.age"
        ),
        (
            "cameras: {a: {retention: {age: 5m}}}",
            "cameras.a.retention.age is \"5m\"; write a duration of 1h or more"
        ),
        (
            "cameras: {a: {retention: {size: 500}}}",
            "size is \"500\"; write a number with KB, MB, GB or TB, such as 500GB"
        ),
        (
            "cameras: {a: {retention: {size: 1MB}}}",
            "size is \"1MB\"; it is at least 100 MB"
        ),
        (
            "cameras: {a: {retention: {days: 3}}}",
            "cameras.a.retention.days is not a known key"
        ),
        (
            "defaults: {pre_roll: 2GB}",
            "defaults.pre_roll is \"2GB\"; it is at most 1 GB"
        ),
        (
            "recording: {keep_free: -1GB}",
            "recording.keep_free is \"-1GB\""
        ),
        (
            "recording: {folder: }",
            "recording.folder is empty"
        ),
    ])
    func `a mistake is told with its place`(yaml: String, message: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try configuration(yaml) }
        let text = try #require(error).description
        #expect(text.contains(message), "\(text)")
        #expect(text.contains("c.yaml:1:"))
    }

    private func configuration(_ yaml: String) throws(ConfigurationError) -> SiteConfiguration {
        try SiteConfiguration(yaml: yaml, file: "/etc/site/c.yaml")
    }
}
