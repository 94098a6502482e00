/// What the receiver of an export reads first.
enum ExportReadMe {
    /// The text for an export that `key` signs, of a chain that ends with `head`.
    static func text(key: PublicKey, head: String) -> String {
        """
        EVIDENCE OF CAMERA EVENTS

        Each folder beside this file holds the evidence of one event that camindexd, a program
        that watches camera footage, found: something stood in one place for longer than a rule
        permits.

          *-rest.jpg           when it had come to rest, with a caption below the picture
          *-midway.jpg         when half of the permitted time had passed
          *-limit.jpg          when the permitted time had passed
          *-frame.jpg          the same pictures without the caption
          *-clip-1.mp4 ...     the recording itself, from before the arrival to after the limit
          manifest.json        all that is claimed of the event: times, place, rule, zone, what is
                               known of the recorder's clock, how closely the time was watched,
                               from which recordings it comes, and the SHA-256 of each file
          manifest.sig         the signature of manifest.json

        The pictures and clips open in any viewer; manifest.json is text.

        HAS IT BEEN CHANGED?

        With camindexd (no camera, index or network is needed):

          camindexd verify PATH

        where PATH is this folder, or the ZIP it came in. It names every file that was changed,
        added, removed or exchanged. Without camindexd, with OpenSSL 3:

          openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in export.json -sigfile export.sig

        says whether export.json is as it was signed; export.json has the SHA-256 of every other
        file here, which `sha256sum FILE` prints.

        WHO SIGNED IT?

        The key in key.pem, whose fingerprint is

          \(key.fingerprint)

        Anybody can make a key. Compare the fingerprint with the one that whoever gave you this
        tells you by another way, or have the key file from there and run

          camindexd verify --key FILE PATH

        IS ANYTHING LEFT OUT?

        Everything that was signed on that machine is one chain (chain.json), which ends with

          \(head)

        If you know an earlier end, camindexd verify --head END tells whether all up to it is
        still there as it was.

        """
    }
}
