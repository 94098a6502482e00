internal import Yams

extension ConfigurationReader {
    /// What stands under `recording`: where recordings lie, and what is left free.
    mutating func recordingPlace(_ place: Place) -> (folder: String?, reserve: Int64?) {
        let values = values(of: place, by: RecordingKey.self)
        let folder = values[.folder].flatMap { text($0, example: "write the path of a folder") }
        let reserve = values[.keepFree].flatMap { size($0, example: "5GB", atLeast: 0) }
        return (folder, reserve)
    }

    /// What stands of the recording of a camera, or under `defaults`.
    mutating func recording(
        mode: Place?,
        retention: Place?,
        preRoll: Place?
    ) -> RecordingConfiguration {
        var recording = RecordingConfiguration()
        recording.mode = mode.flatMap { word($0, example: "write off, events or continuous") }
        if let retention {
            let values = values(of: retention, by: RetentionKey.self)
            recording.age = values[.age].flatMap { age($0) }
            recording.bytes = values[.size].flatMap {
                size($0, example: "500GB", atLeast: 100_000_000)
            }
        }
        recording.preRollBytes = preRoll.flatMap {
            size($0, example: "32MB", atLeast: 1_000_000, atMost: 1_000_000_000)
        }
        return recording
    }

    private mutating func age(_ place: Place) -> MediaDuration? {
        duration(
            place,
            from: .minutes(60),
            example: "write a duration of 1h or more, such as 30d"
        )
    }

    private mutating func size(
        _ place: Place,
        example: String,
        atLeast least: Int64,
        atMost most: Int64 = .max
    ) -> Int64? {
        let advice = "write a number with KB, MB, GB or TB, such as \(example)"
        guard let text = text(place, example: advice) else { return nil }
        guard let size = ByteSize(text)?.bytes else {
            report("\(place.path) is \"\(text)\"; \(advice).", at: place.spot)
            return nil
        }
        guard (least...most).contains(size) else {
            let bound = size < least ? "at least \(least.sizeText)" : "at most \(most.sizeText)"
            report("\(place.path) is \"\(text)\"; it is \(bound).", at: place.spot)
            return nil
        }
        return size
    }
}
