public import Foundation

/// What a scan is asked to do.
public struct ScanRequest: Sendable {
    /// Files, folders and globs, as they were typed.
    public var paths: [String]
    /// The camera all footage belongs to, or nil where names or files tell.
    public var camera: String?
    /// When the first file starts; those without a time of their own follow back to back.
    public var start: UTCTime?
    /// How file names tell camera and time.
    public var template: FileNameTemplate?
    /// The zone of local times in file names.
    public var timeZone: TimeZone
    /// The rules of each camera; throws where they cannot be told for one.
    public var rules: @Sendable (_ camera: String) throws -> [DwellRule]
    /// The time between two samples that are analysed; nil for the usual one.
    public var samplePeriod: MediaDuration?
    /// How the footage is sampled, where that is possible; nil for the cheapest gear that keeps
    /// the promise of the rules.
    public var gear: Gear?
    /// Where a survey notes its pictures, or nil.
    public var pictureLog: PictureLog?
    /// Knows how fast the footage is read, so that single pictures are read in the cheapest order;
    /// it measures unless it is told.
    public var storage = StorageMeter()
    /// Another number makes a survey look at other moments.
    public var seed: UInt64 = 0
    /// The shortest stop that is to be known, or nil for what the rules need.
    public var shortestStop: MediaDuration?
    /// How exactly a survey tells since when and until when something stood; nil for as exactly as
    /// the frames allow.
    public var precision: MediaDuration?
    /// Threads that may work at a time.
    public var jobs: Int
    /// Whether events get clips beside their stills.
    public var keepsClips = true
    /// Whether what is known already is forgotten and watched again.
    public var again: Bool
    /// The command as the holder of a camera is named to others.
    public var command: String
    /// The time between two steps to the disk: how much work a kill may cost.
    public var commitInterval = Duration.seconds(10)
    /// Whether stills are made of the events; those left out are made by the next scan.
    public var makesEvidence = true

    /// Makes a request that watches `paths` by one rule for all cameras.
    public init(
        paths: [String],
        camera: String? = nil,
        start: UTCTime? = nil,
        template: FileNameTemplate? = nil,
        timeZone: TimeZone = .gmt,
        rules: @escaping @Sendable (_ camera: String) throws -> [DwellRule],
        samplePeriod: MediaDuration? = nil,
        jobs: Int = 1,
        again: Bool = false,
        command: String = "camindexd scan"
    ) {
        self.paths = paths
        self.camera = camera
        self.start = start
        self.template = template
        self.timeZone = timeZone
        self.rules = rules
        self.samplePeriod = samplePeriod
        self.jobs = max(1, jobs)
        self.again = again
        self.command = command
    }
}
