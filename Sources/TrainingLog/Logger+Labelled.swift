import RegistryCore

/// What stands under a label, of a step or of the whole run. TensorBoard shows texts and images. The registry has short texts, and of
/// everything else a record; the bytes lie in the run's folder `media`. Under their labels they are files as well where
/// ``LoggerConfiguration/writesLabelledFiles`` says so.
///
/// The calls never throw; what cannot be kept is refused, which `onProblem` is told: labels that are no paths (empty names, `.`,
/// `..`, control characters), boxes outside of their image.
extension Logger {
    /// Logs a text, maybe with the one that it should be, or Markdown.
    public func log(_ text: LabelledText) {
        guard let recorder = recorder(for: text.label, text.step) else { return }
        let count = text.text.utf8.count + (text.expected?.utf8.count ?? 0)
        guard count <= Self.longestText else {
            return recorder.refuse(
                RegistryError(
                    .invalidArgument, "A text of \(count) bytes is too long to be logged. Store it as a file."))
        }
        recorder.appendDocument(text.document, as: .labelledText, number: nil)
    }

    /// Logs an image with what was found in it.
    public func log(_ picture: LabelledPicture) {
        guard let recorder = recorder(for: picture.label, picture.step) else { return }
        if let fault = picture.fault {
            return recorder.refuse(
                RegistryError(.invalidArgument, "The image \(Self.shown(picture.label)) is not logged: \(fault)."))
        }
        recorder.appendDocument(picture.document, as: .labelledPicture, number: nil)
    }

    /// Logs how the program was called. The run has one; the last one stands.
    public func log(_ command: CommandDescription) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        recorder.appendDocument(command.document, as: .command, number: nil)
    }

    /// Logs what the program says, for the run's log.
    public func log(_ message: TaggedMessage) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        let body = message.body
        guard body.count <= Self.longestText else {
            return recorder.refuse(
                RegistryError(.invalidArgument, "A message of \(body.count) bytes is too long to be logged."))
        }
        guard TaggedMessage.Tag(message.tag.name) != nil else {
            return recorder.refuse(
                RegistryError(.invalidArgument, "A message's tag has 1 to 64 capital letters, digits and _."))
        }
        recorder.appendBody(body, as: .message, time: recorder.surroundings.now())
    }

    /// Logs a file by its bytes. It goes through the journal: at most 1 GiB.
    ///
    /// One with an extension that labels' own files have (`json`, `png`, `txt`, `md`, in capitals or not) is refused, which `onProblem` is told:
    /// it would take the place of the label's numbers and boxes, of its image, text or Markdown, or of `command.json`. So is `changes.patch` of
    /// the whole run, which has what was changed in the code. ``logFile(_:bytes:fileType:contentType:label:step:)`` takes them.
    public func log(_ file: LabelledFile) {
        guard let recorder = recorder(for: file.label, file.step) else { return }
        guard LabelledFile.isExtension(file.fileExtension) else {
            return recorder.refuse(
                RegistryError(
                    .invalidArgument, "The extension of a file's name has 1 to 32 letters, digits, - and _, and no dot."
                ))
        }
        guard !LabelledFile.ownExtensions.contains(file.fileExtension.lowercased()) else {
            return recorder.refuse(
                RegistryError(
                    .invalidArgument,
                    "The file \(Self.shown(file.label)) is not logged: what is logged under labels is kept in files ending with "
                        + ".\(file.fileExtension.lowercased()). It needs another extension, or logFile, which has a folder of its own."
                ))
        }
        guard file.step != nil || file.fileExtension != "log" || !LabelledFolder.logNames.contains(file.label) else {
            return recorder.refuse(
                RegistryError(.invalidArgument, "\(file.label).log is a log of the run: the file needs another name."))
        }
        guard !file.isCodeChanges else {
            return recorder.refuse(
                RegistryError(
                    .invalidArgument,
                    "changes.patch has what was changed in the code and not committed: the file needs another name."))
        }
        recorder.appendDocument(file.document, as: .labelledFile, number: nil)
    }

    /// Logs what was changed in the program's code and not committed, as `changes.patch`.
    package func logCodeChanges(_ patch: [UInt8]) {
        let file = LabelledFile.codeChanges(patch)
        guard let recorder = recorder(for: file.label, nil) else { return }
        recorder.appendDocument(file.document, as: .labelledFile, number: nil)
    }

    private func recorder(for label: String, _ step: Step?) -> RunRecorder? {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return nil }
        let fault =
            LabelledFolder.fault(ofLabel: label, hasStep: step != nil)
            ?? step.flatMap { LabelledFolder.fault(ofStep: $0) }
        guard let fault else { return recorder }
        recorder.refuse(
            RegistryError(.invalidArgument, "Nothing is logged under the label \(Self.shown(label)): \(fault)."))
        return nil
    }

    private static func shown(_ label: String) -> String { GivenName.shown(label) }
}

extension LabelledPicture {
    /// Why it cannot be logged; `nil` when it can.
    fileprivate var fault: String? {
        for (index, box) in (boxes ?? []).enumerated() {
            if let fault = box.fault(width: image.width, height: image.height) {
                return "its box \(index) has \(fault)"
            }
            guard let name = box.className, let classes else { continue }
            guard classes.contains(name) else {
                return
                    "its box \(index) is of the class \(String(reflecting: String(name.prefix(80)))), which is not among the classes"
            }
        }
        if classes?.contains(where: \.isEmpty) ?? false { return "one of its classes has no name" }
        if let threshold, !(0...1).contains(threshold) { return "its threshold is not from 0 to 1" }
        return nil
    }
}
