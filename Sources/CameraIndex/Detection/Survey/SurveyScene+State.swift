extension SurveyScene {
    /// Writes the scene as a part of a state.
    func archive(to writer: inout StateWriter) {
        writer.write(model.noise)
        writer.write(model.level)
        writer.write(each: samples) { $0.write($1, over: GroundList()) }
        writer.write(each: changed) { $0.write($1) }
        writer.write(each: foreign) { $0.write($1, over: GroundList()) }
        writer.write(stayedUntil)
        writer.write(each: stays) { $1.archive(to: &$0) }
        writer.write(changedUntil)
        writer.write(each: changes) { $1.archive(to: &$0) }
    }

    /// Reads what `archive` wrote.
    ///
    /// - Throws: `DetectionError` when the state is damaged.
    init(size: PixelSize, from reader: inout StateReader) throws(DetectionError) {
        let noise = try reader.float()
        let level = try reader.floats(count: size.areaPixels)
        let pixels = size.areaPixels
        let tileCount = PlaneTiles(size).count
        let samples = try reader.each { reader throws(DetectionError) in
            try reader.sample(pixels: pixels, over: GroundList())
        }
        let changed = try reader.each { reader throws(DetectionError) in
            try reader.levels(count: tileCount)
        }
        guard changed.count == samples.count else { throw .damagedState }
        self.init(
            model: BackgroundModel(size: size, level: level, noise: noise),
            samples: samples,
            changed: changed,
            foreign: try reader.each { reader throws(DetectionError) in
                try reader.sample(pixels: pixels, over: GroundList())
            }
        )
        stayedUntil = try reader.optionalTime()
        stays = try reader.each { reader throws(DetectionError) in
            try SurveyStay(size: size, samples: samples.count, from: &reader)
        }
        changedUntil = try reader.optionalTime()
        changes = try reader.each { reader throws(DetectionError) in
            try SurveyChange(size: size, from: &reader)
        }
    }
}

extension SurveyStay {
    fileprivate func archive(to writer: inout StateWriter) {
        template.archive(to: &writer)
        writer.write(box)
        writer.write(anchor)
        writer.write(each: sightings) { $0.write($1) }
    }

    fileprivate init(
        size: PixelSize,
        samples: Int,
        from reader: inout StateReader
    ) throws(DetectionError) {
        self.init(
            template: try StopTemplate(planeWidth: size.width, from: &reader),
            box: try reader.box(),
            anchor: try reader.int(),
            sightings: try reader.each { reader throws(DetectionError) in
                try reader.sighting()
            }
        )
        guard template.lies(within: size), box.lies(within: size), sightings.count == samples,
            sightings.indices.contains(anchor)
        else { throw .damagedState }
    }
}

extension SurveyChange {
    fileprivate func archive(to writer: inout StateWriter) {
        writer.write(time)
        writer.write(mask)
        writer.write(ground)
        writer.write(thing)
    }

    fileprivate init(size: PixelSize, from reader: inout StateReader) throws(DetectionError) {
        let time = try reader.time()
        let mask = try reader.mask(planeWidth: size.width)
        guard mask.box.lies(within: size) else { throw .damagedState }
        self.init(
            time: time,
            mask: mask,
            ground: try reader.floats(count: mask.box.areaPixels),
            thing: try reader.floats(count: mask.box.areaPixels)
        )
    }
}

extension StateWriter {
    fileprivate mutating func write(_ sighting: Sighting) {
        write(sighting.state.rawValue)
        write(sighting.templateRatio)
        write(sighting.referenceRatio)
        write(sighting.correlation)
        write(sighting.coverage)
    }
}

extension StateReader {
    fileprivate mutating func sighting() throws(DetectionError) -> Sighting {
        guard let state = Sighting.State(rawValue: try int()) else { throw .damagedState }
        return Sighting(
            state: state,
            templateRatio: try float(),
            referenceRatio: try float(),
            correlation: try float(),
            coverage: try float()
        )
    }
}
