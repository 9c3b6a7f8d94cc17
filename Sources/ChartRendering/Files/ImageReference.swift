/// A picture a CSV row names: the file's path, its tag and the weights it belongs to.
struct ImageReference: Hashable, Sendable {
    var path: String
    var tag: String
    var group: String
}

extension ImageReference {
    /// Reads an `ImageInfo` cell: an object or a list of objects with `ImagePath` and `Tag`, as JSON or as Python writes it.
    static func references(inInfo text: String, group: String) -> [ImageReference] {
        var references: [ImageReference] = []
        for (key, value) in pairs(in: text) {
            if key == "ImagePath" {
                references.append(ImageReference(path: value, tag: "", group: group))
            } else if key == "Tag", let last = references.indices.last, references[last].tag.isEmpty {
                references[last].tag = value
            }
        }
        return references
    }

    /// The quoted strings that are keys with quoted strings as values. A tag before its path is moved behind it.
    private static func pairs(in text: String) -> [(key: String, value: String)] {
        let words = quotedStrings(in: text)
        var pairs: [(key: String, value: String)] = []
        var waitingTag: String?
        var index = 0
        while index + 1 < words.count {
            guard words[index].isKey else {
                index += 1
                continue
            }
            let pair = (key: words[index].text, value: words[index + 1].text)
            if pair.key == "Tag", pairs.isEmpty || pairs.last?.key == "Tag" {
                waitingTag = pair.value
            } else {
                pairs.append(pair)
                if pair.key == "ImagePath", let tag = waitingTag {
                    pairs.append((key: "Tag", value: tag))
                    waitingTag = nil
                }
            }
            index += 2
        }
        return pairs
    }

    /// Every string in single or double quotes, and whether a colon follows it.
    private static func quotedStrings(in text: String) -> [(text: String, isKey: Bool)] {
        var strings: [(text: String, isKey: Bool)] = []
        var quote: Character?
        var isEscaped = false
        var current = ""
        for character in text {
            if let open = quote {
                if isEscaped {
                    current.append(character)
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == open {
                    strings.append((current, false))
                    quote = nil
                } else {
                    current.append(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                current = ""
            } else if character == ":", let last = strings.indices.last {
                strings[last].isKey = true
            }
        }
        return strings
    }
}
