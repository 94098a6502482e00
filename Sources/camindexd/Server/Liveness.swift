package import CameraIndex

/// Tells whether a watch gets on, for systemd's watchdog and for whoever asks over HTTP.
package enum Liveness {
    /// What takes so long takes for ever: a disk hangs, or the program does.
    package static let longestWork = MediaDuration.seconds(45)

    /// What is wrong where a thread has worked for so long on one thing; nil where nothing is.
    ///
    /// That something has waited for long is none of it: where there is too little time for all
    /// cameras, to begin anew would take more of it.
    package static func trouble(afterWorking work: MediaDuration) -> String? {
        guard work >= longestWork else { return nil }
        return "what a camera sent has been worked on for \(work.shortText); a disk hangs, or the "
            + "program does"
    }
}
