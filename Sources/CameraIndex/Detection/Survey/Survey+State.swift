extension Survey {
    /// Raised whenever the layout or the meaning of the stored state changes.
    private static let stateVersion: Int64 = 5

    /// Writes the whole state: a survey restored from it goes on as if nothing had happened.
    func archive(to writer: inout StateWriter) {
        writer.write(Self.stateVersion)
        writer.write(signature)
        writer.write(settledUntil)
        writer.write(each: arrivals) {
            $0.write($1.time)
            $0.write($1.pixels)
        }
        writer.write(scene != nil)
        scene?.archive(to: &writer)
        writer.write(each: explained) {
            $0.write($1.mask)
            $0.write($1.range)
        }
        writer.write(each: gaps) { $0.write($1) }
        writer.write(each: tracks) { $1.archive(to: &$0) }
        writer.write(each: settled) { $1.archive(to: &$0) }
    }

    /// Reads what `archive` wrote.
    ///
    /// - Throws: `DetectionError` when the state is damaged or belongs to other settings.
    mutating func restore(from reader: inout StateReader) throws(DetectionError) {
        let (width, pixels) = (size.width, size.areaPixels)
        guard try reader.int64() == Self.stateVersion, try reader.text() == signature else {
            throw .foreignState
        }
        settledUntil = try reader.optionalTime()
        arrivals = try reader.each { reader throws(DetectionError) in
            TimedPlane(time: try reader.time(), pixels: try reader.levels(count: pixels))
        }
        if try reader.bool() { scene = try SurveyScene(size: size, from: &reader) }
        explained = try reader.each { reader throws(DetectionError) in
            Explained(mask: try reader.mask(planeWidth: width), range: try reader.range())
        }
        gaps = try reader.each { reader throws(DetectionError) in try reader.range() }
        tracks = try reader.each { reader throws(DetectionError) in
            try SurveyTrack(planeWidth: width, from: &reader)
        }
        settled = try reader.each { reader throws(DetectionError) in
            try SurveyTrack(planeWidth: width, from: &reader)
        }
        guard explained.allSatisfy({ $0.mask.box.lies(within: size) }),
            (tracks + settled).allSatisfy({ track in
                track.template.lies(within: size) && track.body.lies(within: size)
            })
        else { throw .damagedState }
    }

    /// What the state depends on besides the footage.
    private var signature: String { "\(geometry) \(need)" }
}

extension SurveyTrack {
    fileprivate func archive(to writer: inout StateWriter) {
        template.archive(to: &writer)
        writer.write(body)
        writer.write(each: sights) { $0.write($1) }
        arrival.archive(to: &writer)
        writer.write(departure != nil)
        departure?.archive(to: &writer)
        writer.write(arrivalSeen)
        writer.write(lastSeen)
        writer.write(each: missed) { $0.write($1) }
        writer.write(balance)
        writer.write(restArrival != nil)
        if let restArrival {
            writer.write(restArrival.time)
            writer.write(restArrival.uncertainty.microseconds)
        }
        writer.write(id?.description ?? "")
    }

    fileprivate init(planeWidth: Int, from reader: inout StateReader) throws(DetectionError) {
        let template = try StopTemplate(planeWidth: planeWidth, from: &reader)
        let body = try reader.box()
        let sights = try reader.each { reader throws(DetectionError) in try Sight(from: &reader) }
        let arrival = try EndSearch(.arrival, from: &reader)
        let departure = try reader.bool() ? EndSearch(.departure, from: &reader) : nil
        self.init(
            template: template,
            sights: sights,
            arrival: arrival,
            arrivalSeen: try reader.bool(),
            lastSeen: try reader.time()
        )
        self.body = body
        self.departure = departure
        missed = try reader.each { reader throws(DetectionError) in try Sight(from: &reader) }
        balance = try reader.float()
        if try reader.bool() {
            restArrival = RestBoundary.Moment(
                time: try reader.time(),
                uncertainty: MediaDuration(microseconds: try reader.int64()),
                isMotionSeen: true
            )
        }
        let id = try reader.text()
        self.id = id.isEmpty ? nil : StopID(stored: id)
    }
}

extension SurveyTrack.Sight {
    fileprivate init(from reader: inout StateReader) throws(DetectionError) {
        let time = try reader.time()
        guard let state = Sighting.State(rawValue: try reader.int()) else { throw .damagedState }
        self.init(time: time, state: state, isBare: try reader.bool())
    }
}

extension StateWriter {
    fileprivate mutating func write(_ sight: SurveyTrack.Sight) {
        write(sight.time)
        write(sight.state.rawValue)
        write(sight.isBare)
    }
}
