import CFFmpeg

/// Options by name, as FFmpeg takes them: what it understood is gone afterwards.
@safe
struct OptionDictionary: ~Copyable {
    /// FFmpeg's dictionary; nil while it is empty.
    var entries: OpaquePointer?

    init(_ options: [String: String]) {
        for (name, value) in options { unsafe av_dict_set(&entries, name, value, 0) }
    }

    deinit {
        var entries = unsafe entries
        unsafe av_dict_free(&entries)
    }

    /// The name of an option that is left over.
    var first: String? {
        unsafe av_dict_get(entries, "", nil, AV_DICT_IGNORE_SUFFIX)
            .map { unsafe String(cString: $0.pointee.key) }
    }
}
