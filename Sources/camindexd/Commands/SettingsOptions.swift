import ArgumentParser
import CameraIndex
import Foundation

/// The options that say where the index lies and on which clocks times are told.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Folder of the index and the evidence.",
            discussion: """
                Default: `data` of the configuration, else $CAMINDEXD_DATA, else \
                $XDG_DATA_HOME/camindexd, else ~/.local/share/camindexd.
                """,
            valueName: "folder"
        )
    )
    var data: String?

    @Option(help: ArgumentHelp("Configuration file (YAML).", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Clocks on which local times are meant and printed, such as Asia/Shanghai, UTC or "
                + "+08:00.",
            discussion: "Default: `time_zone` of the configuration, else this machine's.",
            valueName: "zone"
        )
    )
    var timeZone: String?

    /// What the options, the configuration file and the environment say together.
    func settings() throws -> Settings {
        let configuration = try config.map { path throws(ConfigurationError) in
            try SiteConfiguration(contentsOf: path)
        }
        let zone = try timeZone.map { name in
            try OptionText.read(name, of: "--time-zone") { text throws(TimeTextError) in
                try TimeZone(named: text)
            }
        }
        let folder = try DataFolder.path(
            option: data,
            configured: configuration?.dataFolder,
            environment: ProcessInfo.processInfo.environment
        )
        return Settings(
            configuration: configuration ?? SiteConfiguration(),
            zone: zone ?? configuration?.timeZone ?? .current,
            dataFolder: folder
        )
    }
}

/// What every command works with.
struct Settings {
    /// The configuration file, or one that says nothing.
    let configuration: SiteConfiguration
    /// The clocks on which local times are meant and printed.
    let zone: TimeZone
    /// The folder of index and evidence.
    let dataFolder: String

    /// Opens an index that is there for changes.
    func openIndexForChanges() throws(IndexError) -> EventIndex {
        try EventIndex.open(DataDirectory(openingAt: dataFolder), access: .writing)
    }

    /// Has those who were told of events told how `index` changes them.
    func tellChanges(of index: EventIndex) throws(IndexError) {
        try index.tellChanges(
            to: configuration.notify.map { OutboxDestination(name: $0.name, filter: $0.filter) },
            as: EventJSON(timeZone: zone, root: index.directory.path),
            clock: SystemClock()
        )
    }

    /// Opens the index for questions.
    func openIndex() throws(IndexError) -> EventIndex {
        try EventIndex.open(DataDirectory(openingAt: dataFolder), access: .reading)
    }
}
