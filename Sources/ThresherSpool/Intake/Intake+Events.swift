// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

extension Intake {
    /// Calls to the watcher in one go; what is left waits for the next.
    private static let drainLimit = 8
    /// How many new files are remembered until they are opened, which is the next event about them.
    private static let madeLimit = 4096

    /// Takes what the watcher tells.
    func drainEvents(now: UInt64) {
        guard let watcher else { return }
        var pending: [WatchEvent] = []
        for _ in 0..<Intake.drainLimit {
            do {
                guard try watcher.drain({ pending.append($0) }) else { break }
            } catch {
                exhaustWatches(error)
                isScanWanted = true
                return
            }
        }
        if pending.isEmpty { return }
        passNumber += 1
        for event in pending { take(event, now: now) }
    }

    private func take(_ event: WatchEvent, now: UInt64) {
        switch event.change {
        case .overflow:
            events(SpoolEvent.watchOverflowed)
            isScanWanted = true
        case .folderGone:
            watches[event.watch] = nil
        case .folderMoved:
            guard let folder = watches[event.watch] else { return }
            forgetWatches(under: folder)
            isScanWanted = true
        case .opened where event.isFolder || made.isEmpty: return
        case .created, .renamedIn, .opened, .closed:
            guard let folder = watches[event.watch] else { return }
            let path = folder.appending(event.name)
            let wasMade = made.remove(path) != nil
            // Another name of a whole file is made as well, but not opened by that.
            if event.change == .opened && !wasMade || rules.ignores(path) { return }
            if event.isFolder {
                isScanWanted = true
            } else if isOverflowing || window.count >= options.window {
                // A later lap finds it.
                isScanWanted = true
            } else if event.change == .renamedIn {
                let firstSeen = window[path]?.firstSeen ?? passNumber
                window.put(
                    Candidate(path: path, firstSeen: firstSeen, seen: nil, due: now), now: now)
            } else {
                if event.change == .created, made.count < Intake.madeLimit { made.insert(path) }
                observe(
                    path, firstSeen: passNumber, now: now, isOpen: event.change == .opened)
            }
        }
    }

    func forgetWatches(under folder: BytePath) {
        for (watch, path) in watches where folder.contains(path) {
            watcher?.forget(watch)
            watches[watch] = nil
        }
    }

    /// Watches a folder before it is listed, so that nothing falls between the two.
    func watch(_ folder: Descriptor, _ path: BytePath) {
        guard let watcher, !isWatchExhausted || watches.count < options.watchLimit else { return }
        guard watches.count < options.watchLimit else {
            return exhaustWatches(reason: "more than \(options.watchLimit) folders")
        }
        do {
            watches[try watcher.watch(folder)] = path
        } catch let error where error.isMissing || error.isDenied {
            // Removed since it was opened, or one in which nothing can be opened.
        } catch {
            exhaustWatches(error)
        }
    }

    func exhaustWatches(_ error: FileError) { exhaustWatches(reason: error.explanation) }

    private func exhaustWatches(reason: String) {
        guard !isWatchExhausted else { return }
        isWatchExhausted = true
        events(SpoolEvent.watchExhausted(reason: reason))
    }
}
