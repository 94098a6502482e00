public import Foundation

extension Explanation {
    /// The pictures of the explanation, with its words above them: the frame, what the detector
    /// compares, where it differs, what keeps still, and what is watched as a stop.
    ///
    /// Times are told on the clocks of `zone`.
    public func sheet(in zone: TimeZone) -> DiagnosticSheet {
        let lines = lines(in: zone)
        return DiagnosticSheet(
            title: lines.first ?? request.camera,
            lines: lines.dropFirst().map { line in
                line.hasPrefix("   ") ? "→ " + line.drop { $0 == " " } : line
            },
            panels: [
                panel("the picture, zones and stops", picture, stopMarks),
                panel("what is analysed, in the light of the reference", upright(snapshot.sample)),
                panel("the reference: the scene with nothing in it", upright(snapshot.reference)),
                panel("white: differs from the reference", upright(snapshot.foreground)),
                panel("the brighter, the longer it has kept another value", credit),
                panel("what is watched as a stop", claims, trackMarks),
            ],
            columns: 3
        )
    }

    private func panel(
        _ title: String,
        _ picture: ColourPicture,
        _ marks: [DiagnosticSheet.Mark] = []
    ) -> DiagnosticSheet.Panel {
        var outlines: [[Point]] = []
        for zone in request.rules.map(\.zone) where zone != .wholeFrame {
            if !outlines.contains(zone.outline.points) { outlines.append(zone.outline.points) }
        }
        return DiagnosticSheet.Panel(
            title: title,
            picture: picture,
            zones: outlines,
            marks: marks
        )
    }

    // MARK: - Marks

    private var stopMarks: [DiagnosticSheet.Mark] {
        stops.enumerated().map { number, stop in
            .init(
                Caption.Place(box: stop.box, frame: stop.frame, turn: stop.turn),
                Self.colour(of: .thing),
                "\(number + 1)"
            )
        }
    }

    private var trackMarks: [DiagnosticSheet.Mark] {
        let geometry = snapshot.geometry
        return snapshot.tracks.map { track in
            .init(
                Caption.Place(box: track.box, frame: geometry.frame, turn: geometry.turn),
                Self.colour(of: track.nature),
                "\(Self.word(for: track.nature)) \((shown - track.since).tenthsText)"
            )
        }
    }

    private static func colour(of nature: DetectorSnapshot.Track.Nature) -> Colour {
        switch nature {
        case .thing: Colour(red: 255, green: 120, blue: 60)
        case .pending: Colour(red: 250, green: 230, blue: 80)
        case .shadow: Colour(red: 90, green: 180, blue: 255)
        case .part: Colour(red: 200, green: 120, blue: 255)
        }
    }

    private static func word(for nature: DetectorSnapshot.Track.Nature) -> String {
        switch nature {
        case .thing: "stands"
        case .pending: "not judged"
        case .shadow: "shadow"
        case .part: "part"
        }
    }

    // MARK: - Planes

    private func upright(_ plane: [UInt8]) -> ColourPicture {
        planePicture { index, _ in
            let level = plane[index]
            return Colour(red: level, green: level, blue: level)
        }
    }

    /// The sample, dimmed, with what keeps another value in it as light.
    private var credit: ColourPicture {
        planePicture { index, dimmed in
            let credit = Int(snapshot.credit[index])
            let red = UInt8(min(255, Int(dimmed) + credit))
            let green = UInt8(min(255, Int(dimmed) + credit * 3 / 4))
            return Colour(red: red, green: green, blue: dimmed)
        }
    }

    /// The sample, dimmed, with the pixels of each track in its colour.
    private var claims: ColourPicture {
        planePicture { index, dimmed in
            let number = Int(snapshot.claims[index])
            guard number > 0, number <= snapshot.tracks.count else {
                return Colour(red: dimmed, green: dimmed, blue: dimmed)
            }
            let colour = Self.colour(of: snapshot.tracks[number - 1].nature)
            func mix(_ part: UInt8) -> UInt8 { UInt8((Int(part) * 3 + Int(dimmed) * 5) / 8) }
            return Colour(red: mix(colour.red), green: mix(colour.green), blue: mix(colour.blue))
        }
    }

    private func planePicture(
        _ colour: (_ index: Int, _ dimmed: UInt8) -> Colour
    ) -> ColourPicture {
        let size = snapshot.geometry.plane
        var picture = ColourPicture(size: size)
        for index in 0..<size.areaPixels {
            let colour = colour(index, snapshot.sample[index] / 2)
            picture.bytes[3 * index] = colour.red
            picture.bytes[3 * index + 1] = colour.green
            picture.bytes[3 * index + 2] = colour.blue
        }
        return picture.turned(snapshot.geometry.turn)
    }
}
