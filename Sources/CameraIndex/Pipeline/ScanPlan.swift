import Foundation

/// Which files are watched for which camera, in which order, and on which time.
struct ScanPlan: Sendable {
    /// The footage of each camera, in the order of its time; cameras in the order of their names.
    private(set) var cameras: [(camera: String, footage: [PlannedFootage])] = []
    /// What could not be planned, and what whoever asked should know.
    private(set) var problems: [ScanProblem] = []

    /// Files that start this much before the one before them ends still follow it: recorders write
    /// whole seconds into their names.
    static let clockRounding = MediaDuration.seconds(2)

    /// Plans a request; reads the head of each file, decodes nothing.
    ///
    /// - Throws: `ScanError` when nothing can be planned at all.
    init(_ request: ScanRequest, interrupt: Interrupt) throws(ScanError) {
        let found = FootageFinder.files(in: request.paths)
        guard !found.files.isEmpty else { throw found.problems.first ?? .noMatch("") }
        problems = found.problems.map { .missed($0.description) }
        let named = try named(found.files, request)
        for (camera, files) in Dictionary(grouping: named, by: \.camera).sorted(by: {
            $0.key < $1.key
        }) {
            let footage = placed(read(files, request, interrupt), of: camera, request)
            if !footage.isEmpty { cameras.append((camera, footage)) }
        }
    }

    /// Lays footage for which nothing tells a time, or only its container, where it is known to
    /// lie: who said once when it was taken need not say it again.
    mutating func recall(from index: EventIndex) throws(IndexError) {
        for place in cameras.indices {
            let known = try index.footage(of: cameras[place].camera).filter {
                $0.timeline == .utc && ($0.clock.source == .given || $0.clock.source == .name)
            }
            cameras[place].footage = cameras[place].footage.map { planned in
                let source = planned.footage.clock.source
                guard source == .unknown || source == .container,
                    let file = known.first(where: { $0.id == planned.footage.id })
                else { return planned }
                return planned.moved(to: file.offset, file.clock)
            }
            cameras[place].footage.sort(by: PlannedFootage.precedes)
        }
    }

    /// The heads of the files that are footage; the others become problems.
    private mutating func read(
        _ files: [NamedFile],
        _ request: ScanRequest,
        _ interrupt: Interrupt
    ) -> [(reading: FootageReading, start: UTCTime?)] {
        var readings: [(reading: FootageReading, start: UTCTime?)] = []
        var places: [FootageID: Int] = [:]
        for file in files where !interrupt.isRequested {
            do throws(MediaError) {
                let reading = try FootageReading(
                    path: file.path,
                    looksForKeyframes: !(request.gear?.isFullRate ?? false),
                    interrupt: interrupt
                )
                guard let twin = places[reading.id] else {
                    places[reading.id] = readings.count
                    readings.append((reading, file.start))
                    continue
                }
                // Of a copy that was broken off and a whole one, the whole one is watched.
                let other = readings[twin].reading
                let isLonger = reading.duration > other.duration
                if isLonger { readings[twin] = (reading, file.start) }
                let (left, kept) = isLonger ? (other, reading) : (reading, other)
                problems.append(
                    .note("\(left.path) is the same footage as \(kept.path); it is watched once.")
                )
            } catch {
                if error.cause != .interrupted { problems.append(.missed(error.description)) }
            }
        }
        return readings
    }

    /// Lays the files of a camera on its timeline, in the order of their times.
    private mutating func placed(
        _ readings: [(reading: FootageReading, start: UTCTime?)],
        of camera: String,
        _ request: ScanRequest
    ) -> [PlannedFootage] {
        var follows = request.start
        var known: [PlannedFootage] = []
        var unknown: [PlannedFootage] = []
        for (reading, named) in readings {
            let start: (time: UTCTime, clock: MediaClock)
            if let named {
                start = (named, MediaClock(source: .name, uncertainty: .seconds(1)))
                if request.start != nil { follows = named + reading.duration }
            } else if let given = follows {
                start = (given, MediaClock(source: .given, uncertainty: .zero))
                follows = given + reading.duration
            } else if let created = reading.format.creationTime {
                start = (created, MediaClock(source: .container, uncertainty: nil))
            } else {
                unknown.append(
                    reading.footage(
                        of: camera,
                        timeline: .footage(reading.id),
                        offset: .zero,
                        clock: .unknown
                    )
                )
                continue
            }
            known.append(
                reading.footage(
                    of: camera,
                    timeline: .utc,
                    offset: MediaTime(microseconds: start.time.microseconds),
                    clock: start.clock
                )
            )
        }
        known.sort(by: PlannedFootage.precedes)
        noteOverlaps(in: known)
        return known + unknown
    }

    /// Footage of two files for one time is watched once: the file that began first is believed.
    private mutating func noteOverlaps(in footage: [PlannedFootage]) {
        guard var farthest = footage.first?.footage else { return }
        for later in footage.dropFirst().map(\.footage) {
            let shared = min(farthest.range.end, later.range.end) - later.range.start
            if shared > Self.clockRounding { problems.append(.overlap(of: later, with: farthest)) }
            if later.range.end > farthest.range.end { farthest = later }
        }
    }

    /// A file whose camera is known, and perhaps its start.
    private struct NamedFile {
        var path: String
        var camera: String
        var start: UTCTime?
    }

    /// The camera and the start of each file, as far as names tell.
    ///
    /// A name that does not fit the template is a problem of its file, unless none fits.
    private mutating func named(
        _ files: [String],
        _ request: ScanRequest
    ) throws(ScanError) -> [NamedFile] {
        var named: [NamedFile] = []
        var nameless: [String] = []
        var misfit: ScanError?
        for path in files {
            do throws(ScanError) {
                let match = try Self.match(path, request)
                let camera = request.camera ?? match?.camera
                if camera == nil { nameless.append(path) }
                named.append(
                    NamedFile(
                        path: path,
                        camera: camera ?? Self.stem(of: path),
                        start: match?.start
                    )
                )
            } catch {
                misfit = misfit ?? error
                problems.append(.missed(error.description))
            }
        }
        if named.isEmpty, let misfit { throw misfit }
        // One file alone is a camera of its own name; of several nobody can tell.
        guard nameless.isEmpty || files.count == 1 else {
            throw .unknownCamera(paths: nameless.map { URL(fileURLWithPath: $0).lastPathComponent })
        }
        for file in named where !Self.isUsable(file.camera) { throw .badCamera(file.camera) }
        return named
    }

    private static func match(
        _ path: String,
        _ request: ScanRequest
    ) throws(ScanError) -> FileNameTemplate.Match? {
        guard let template = request.template else { return nil }
        let match: FileNameTemplate.Match?
        do throws(TimeTextError) {
            match = try template.match(path: path, in: request.timeZone)
        } catch {
            throw .templateMismatch("\(path): \(error.description)")
        }
        guard let match else { throw .templateMismatch(template.mismatchMessage(path: path)) }
        return match
    }

    private static func stem(of path: String) -> String {
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }

    private static func isUsable(_ camera: String) -> Bool {
        !camera.isEmpty && camera.count <= 128
            && !camera.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
