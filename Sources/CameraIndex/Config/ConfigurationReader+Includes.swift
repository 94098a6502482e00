internal import Foundation
internal import Yams

extension ConfigurationReader {
    /// A file that is included: which, and what stands in it.
    struct Included {
        let file: String
        let values: [IncludedKey: Place]
    }

    /// Reads the files that paths and patterns name, each once.
    ///
    /// Relative ones start from the folder of the file that names them. The files of a pattern come
    /// in the order of their names.
    mutating func included(_ place: Place) -> [Included] {
        let example = "write a pattern such as conf.d/*.yaml, or a list of them"
        if Self.isEmpty(place.node) { return [] }
        var seen = [URL(filePath: place.file).standardizedFileURL.path(percentEncoded: false)]
        var included: [Included] = []
        for element in oneOrMore(place, example: example) {
            guard let pattern = text(element, example: example) else { continue }
            for file in files(pattern, at: element) where !seen.contains(file) {
                seen.append(file)
                do throws(ConfigurationError) {
                    let document = try ConfigurationDocument(contentsOf: file)
                    let root = root(of: document, file: file)
                    let values = root.map { self.values(ofIncluded: $0, by: place.file) } ?? [:]
                    included.append(Included(file: file, values: values))
                } catch {
                    absorb(error)
                }
            }
        }
        return included
    }

    /// The files of a path, or of a pattern, which may have none.
    private mutating func files(_ pattern: String, at place: Place) -> [String] {
        let path = SiteConfiguration.absolute(pattern, besides: place.file)
        if FootageFinder.isFolder(path) {
            report(
                "\(place.path) is \"\(pattern)\", a folder; name its files, such as "
                    + "\(pattern)/*.yaml.",
                at: place.spot
            )
            return []
        }
        if FileManager.default.fileExists(atPath: path) { return [path] }
        if FootageFinder.isPattern(pattern) {
            return FootageFinder.glob(path).filter { !FootageFinder.isFolder($0) }
                .sorted(by: FootageFinder.precedes)
        }
        report(
            "\(place.path) is \"\(pattern)\", and there is no such file; correct the path, or "
                + "write a pattern such as conf.d/*.yaml.",
            at: place.spot
        )
        return []
    }

    /// The values of an included file; what only the file that includes it may say is reported.
    private mutating func values(ofIncluded root: Place, by main: String) -> [IncludedKey: Place] {
        values(of: root, by: IncludedKey.self) { key in
            RootKey(rawValue: key) == nil
                ? nil : "\(key) can only stand in \(main), which includes this file."
        }
    }

    /// The places of one name of a template, or of several.
    mutating func templateNames(_ place: Place) -> [Place] {
        oneOrMore(place, example: "write the name of a template, or a list of them")
    }
}
