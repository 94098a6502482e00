/// The grounds that the planes of a state lie over, each once.
struct GroundList: Sendable {
    private var grounds: [GroundPlane] = []

    /// No grounds: of planes of which everything is kept.
    init() {}

    /// The grounds of `planes` and one more, in the order in which they come.
    init(of planes: [SamplePlane], and current: GroundPlane?) {
        for ground in planes.compactMap(\.ground) + [current].compactMap(\.self)
        where number(of: ground) < 0 {
            grounds.append(ground)
        }
    }

    /// The number by which a ground is named, or -1.
    func number(of ground: GroundPlane) -> Int {
        grounds.firstIndex { $0 === ground } ?? -1
    }

    /// The ground of a number, or nil where there is none.
    func ground(_ number: Int) -> GroundPlane? {
        grounds.indices.contains(number) ? grounds[number] : nil
    }
}

// MARK: - State

extension GroundList {
    /// Writes the levels of each.
    func archive(to writer: inout StateWriter) {
        writer.write(each: grounds) { writer, ground in
            writer.write(piece: ground.id) { $0.write(ground.levels) }
        }
    }

    /// Reads what `archive` wrote, of planes of `pixels`.
    init(pixels: Int, from reader: inout StateReader) throws(DetectionError) {
        grounds = try reader.each { reader throws(DetectionError) in
            try reader.piece { reader, id throws(DetectionError) in
                GroundPlane(levels: try reader.levels(count: pixels), id: id)
            }
        }
    }
}
