import EventFiles
import Foundation
import RegistryCore

extension TensorBoardImporter {
    /// Of what is reported, what keeps something from being read.
    private static let damages: Set<LogReport.Kind> = [
        .damagedRecord, .lostRest, .tooLong, .malformedRecord, .malformedValue, .unreadable,
    ]

    /// The next batch: one that could not be taken before, or a new one; `nil` at the end of the pass.
    func nextBatch() throws(RegistryError) -> LogBatch? {
        if let unfinishedBatch { return unfinishedBatch }
        do {
            unfinishedBatch = try reader.nextBatch()
            return unfinishedBatch
        } catch {
            throw RegistryError(
                .notFound,
                "There is no log directory \(PlainText.of(logDirectory.path)) that can be read. Check the path and its "
                    + "permissions.", underlying: error)
        }
    }

    /// Takes what a batch holds into the portion that is stored next.
    func take(_ batch: LogBatch, _ summary: inout TensorBoardImportSummary) async throws {
        forgetFiles(batch)
        let wasKnown = runs[batch.run] != nil
        let (run, file) = try await place(of: batch)
        // Nothing fails from here on: a batch is counted once.
        unfinishedBatch = nil
        if let run, run.isNew, !wasKnown { summary.newRuns += 1 }
        for report in batch.reports {
            summary.report(
                report.description, isAboutSteps: report.kind == .stepsWentBack,
                isAboutDamage: Self.damages.contains(report.kind))
        }
        summary.leaveOutReports(batch.unlistedReportCount)
        count(batch, run, file, &summary)
        guard let run, run.refusal == nil, let file else {
            let lost = batch.scalars.count + batch.values.count { $0.isTakenAsText }
            summary.omit(run?.refusal.map(TensorBoardOmission.init) ?? .ofFurtherFiles, lost)
            return
        }
        if passCount > 0 { run.lastGrowth = now() }
        counterCount -= file.counterCount
        portion.add(batch, of: file, in: run, &summary)
        counterCount += file.counterCount
    }

    /// The run and file that a batch belongs to, as far as anything of the batch is taken.
    private func place(of batch: LogBatch) async throws -> (ImportedRun?, ImportedFile?) {
        var facts = runs[batch.run]?.facts ?? facts[batch.run] ?? RunFacts()
        for scalar in batch.scalars { facts.note(scalar.wallTime) }
        for entry in batch.values { facts.note(entry.wallTime) }
        runs[batch.run]?.facts = facts
        guard !batch.scalars.isEmpty || batch.values.contains(where: \.isTaken) else {
            if !batch.values.isEmpty, runs[batch.run] == nil { self.facts[batch.run] = facts }
            return (runs[batch.run], nil)
        }
        let register = openedRegister()
        let run: ImportedRun
        if let known = runs[batch.run] {
            run = known
        } else {
            run = try await register.open(batch.run, facts: facts)
            runs[batch.run] = run
            self.facts[batch.run] = nil
        }
        guard run.refusal == nil else { return (run, nil) }
        if let file = run.files[batch.file] { return (run, file) }
        guard counterCount < Self.mostCounters, let claim = try await register.claim(batch.file, for: run) else {
            return (run, nil)
        }
        let file = ImportedFile(claim: claim)
        run.files[batch.file] = file
        return (run, file)
    }

    private func openedRegister() -> RunRegister {
        if let register { return register }
        let url = logDirectory.absoluteURL.standardizedFileURL.resolvingSymlinksInPath()
        let path = url.path.count > 1 && url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
        let opened = RunRegister(store: store, patience: patience, options: options, directory: path)
        register = opened
        return opened
    }

    /// Counts what is no point and no text, and takes the hyperparameters among it.
    private func count(
        _ batch: LogBatch, _ run: ImportedRun?, _ file: ImportedFile?, _ summary: inout TensorBoardImportSummary
    ) {
        for entry in batch.values {
            switch entry.value {
            case .scalar, .text: break
            case .sessionStart(let start):
                guard let run else { break }
                let refused = run.facts.note(start)
                summary.parameters += start.hparams.count - refused
                summary.omit(.furtherParameters, refused)
                if let file, batch.endOffset > file.storedBytes { run.hasNews = true }
            case .sessionEnd(let end):
                run?.facts.note(end)
                if let file, batch.endOffset > file.storedBytes { run?.hasNews = true }
            default: summary.omit(entry.omission)
            }
        }
    }

    /// Forgets how far files were read that are read from their start again.
    private func forgetFiles(_ batch: LogBatch) {
        for report in batch.reports {
            switch report.kind {
            case .fileReplaced, .fileTruncated:
                forget(report.path, of: batch.run)
                runs[batch.run]?.forgetStoredBytes(ofFileAt: "\(openedRegister().directory)/\(report.path)")
            case .fileRemoved:
                let folder = report.path.lastIndex(of: "/").map { String(report.path[..<$0]) }
                forget(report.path, of: folder ?? ".")
            default: break
            }
        }
        // More may have been removed than the reader has room to tell of.
        guard batch.file.isEmpty, batch.reports.count >= ReadingLimits().batchReportCount else { return }
        for (name, run) in runs {
            for path in run.files.keys where !FileManager.default.fileExists(atPath: "\(logDirectory.path)/\(path)") {
                forget(path, of: name)
            }
        }
    }

    private func forget(_ path: String, of run: String) {
        counterCount -= runs[run]?.files.removeValue(forKey: path)?.counterCount ?? 0
    }
}
