import Foundation

/// Which files are watched for which camera, in which order, and on which time.
struct ScanPlan {
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
        let named = try Self.named(found.files, request)
        for (camera, files) in Dictionary(grouping: named, by: \.camera).sorted(by: {
            $0.key < $1.key
        }) {
            let footage = placed(read(files, interrupt), of: camera, request)
            if !footage.isEmpty { cameras.append((camera, footage)) }
        }
    }

    /// The heads of the files that are footage; the others become problems.
    private mutating func read(
        _ files: [NamedFile],
        _ interrupt: Interrupt
    ) -> [(reading: FootageReading, start: UTCTime?)] {
        var readings: [(reading: FootageReading, start: UTCTime?)] = []
        var paths: [FootageID: String] = [:]
        for file in files {
            do throws(MediaError) {
                let reading = try FootageReading(path: file.path, interrupt: interrupt)
                if let twin = paths[reading.id], isSameFile(reading, readings) {
                    problems.append(
                        .note("\(file.path) is the same footage as \(twin); it is watched once.")
                    )
                    continue
                }
                paths[reading.id] = file.path
                readings.append((reading, file.start))
            } catch {
                problems.append(.missed(error.description))
            }
        }
        return readings
    }

    private func isSameFile(
        _ reading: FootageReading,
        _ others: [(reading: FootageReading, start: UTCTime?)]
    ) -> Bool {
        others.contains { $0.reading.id == reading.id }
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
            let length = reading.format.duration ?? .zero
            let start: (time: UTCTime, clock: MediaClock)
            if let named {
                start = (named, MediaClock(source: .name, uncertainty: .seconds(1)))
                if request.start != nil { follows = named + length }
            } else if let given = follows {
                start = (given, MediaClock(source: .given, uncertainty: .zero))
                follows = given + length
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
        known.sort { $0.footage.offset < $1.footage.offset }
        noteOverlaps(in: known)
        return known + unknown
    }

    /// Footage of two files for one time is watched once: the file that began first is believed.
    private mutating func noteOverlaps(in footage: [PlannedFootage]) {
        for (earlier, later) in zip(footage, footage.dropFirst()) {
            let shared = earlier.footage.range.end - later.footage.range.start
            guard shared > Self.clockRounding else { continue }
            problems.append(
                .note(
                    "\(later.footage.path) overlaps \(earlier.footage.path) by "
                        + "\(shared.shortText): that time is watched in the first of them only. "
                        + "If they come from two cameras, give each its own --camera."
                )
            )
        }
    }

    /// A file whose camera is known, and perhaps its start.
    private struct NamedFile {
        var path: String
        var camera: String
        var start: UTCTime?
    }

    private static func named(
        _ files: [String],
        _ request: ScanRequest
    ) throws(ScanError) -> [NamedFile] {
        var named: [NamedFile] = []
        var nameless: [String] = []
        for path in files {
            let match = try match(path, request)
            let camera = request.camera ?? match?.camera
            if camera == nil { nameless.append(path) }
            named.append(
                NamedFile(path: path, camera: camera ?? stem(of: path), start: match?.start)
            )
        }
        // One file alone is a camera of its own name; of several nobody can tell.
        guard nameless.isEmpty || files.count == 1 else {
            throw .unknownCamera(paths: nameless.map { URL(fileURLWithPath: $0).lastPathComponent })
        }
        for file in named where !isUsable(file.camera) { throw .badCamera(file.camera) }
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
