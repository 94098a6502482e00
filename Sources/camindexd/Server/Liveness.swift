package import CameraIndex

/// Tells whether a watch gets on, for systemd's watchdog and for whoever asks over HTTP.
package enum Liveness {
    /// What waits for so long waits for ever: a disk hangs, or the program does.
    package static let longestWait = MediaDuration.seconds(45)

    /// What is wrong where something has waited for so long to be looked at; nil where nothing is.
    package static func trouble(afterWaiting wait: MediaDuration) -> String? {
        guard wait >= longestWait else { return nil }
        return "what a camera sent has waited for \(wait.shortText) to be looked at; a disk hangs, "
            + "or the program does"
    }
}
