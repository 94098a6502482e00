import Foundation

extension SegmentJournal {
    /// Takes files into the index that it does not know, by what their names tell: it was lost, or
    /// put back from an older copy.
    func adopt() throws(RecordingError) {
        let known: Set<String>
        do throws(IndexError) {
            known = Set(try index.allSegments(of: camera).map(\.path))
        } catch {
            throw .index(error)
        }
        for path in found() where !known.contains(path) {
            let name = (path as NSString).lastPathComponent
            guard let moment = SegmentName.moment(of: name, camera: camera),
                let format = Self.format(of: "\(place.folder)/\(path)")
            else { continue }
            var segment = RecordedSegment(of: camera, path: path, from: moment, format: format)
            do throws(IndexError) {
                segment.number = try index.begin(segment, closing: nil)
            } catch {
                throw .index(error)
            }
            try settle(segment)
        }
    }

    /// The files in the camera's folder, below that of the recordings.
    private func found() -> [String] {
        let folder = SegmentName.folder(of: camera)
        var paths: [String] = []
        for day in Self.names(in: "\(place.folder)/\(folder)") {
            paths += Self.names(in: "\(place.folder)/\(folder)/\(day)").map {
                "\(folder)/\(day)/\($0)"
            }
        }
        return paths
    }

    private static func names(in folder: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            // There is no such folder yet, or a file stands there that is none of ours.
            return []
        }
    }

    /// What a file holds; nil where it is no recording.
    private static func format(of path: String) -> Footage.Format? {
        do throws(MediaError) {
            let format = try UnfinishedFile(path: path).pictures.format
            return Footage.Format(codec: format.codec, frame: format.frame, turn: format.turn)
        } catch {
            return nil
        }
    }
}
