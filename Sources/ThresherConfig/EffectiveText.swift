// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

extension DaemonConfig {
    /// Every key with its value, as YAML that reads back to the same configuration.
    package var effectiveText: String {
        var lines: [String] = []
        for section in DaemonKeys.sections {
            if !section.name.isEmpty { lines.append("\(section.name):") }
            let indent = section.name.isEmpty ? "" : "  "
            for key in section.keys {
                let value = value(of: section.path(of: key))
                lines.append("\(indent)\(key.name): \(YAMLWriter.text(value, as: key.type))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A key's value in its checked form, by path.
    package func value(of path: String) -> JSONValue {
        func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        func keeping(_ keeping: Keeping) -> JSONValue {
            switch keeping {
            case .keep: "keep"
            case .delete: "delete"
            case .for(let milliseconds): .int(milliseconds)
            }
        }
        switch path {
        case "spool": return .string(spool)
        case "output": return .string(output)
        case "state": return .string(state)
        case "pipelines": return .string(pipelines ?? "")
        case "sinks": return strings(sinks)
        case "on_conflict": return .string(onConflict.rawValue)
        case "intake.settle": return .int(intake.settleMilliseconds)
        case "intake.rescan": return .int(intake.rescanMilliseconds)
        case "intake.ignore": return strings(intake.ignore)
        case "limits.input_bytes": return .int(limits.inputBytes)
        case "limits.deadline": return .int(limits.deadlineMilliseconds)
        case "limits.memory": return .int(limits.memoryBytes)
        case "limits.attempts": return .int(limits.attempts)
        case "workers.count": return .int(workers.count)
        case "workers.recycle_entries": return .int(workers.recycleEntries)
        case "workers.recycle_memory": return .int(workers.recycleMemoryBytes)
        case "commit.documents": return .int(commit.documents)
        case "commit.bytes": return .int(commit.bytes)
        case "commit.wait": return .int(commit.waitMilliseconds)
        case "retention.done": return keeping(retention.done)
        case "retention.ledger": return keeping(retention.ledger)
        case "disk.min_free": return .int(disk.minFreeBytes)
        case "disk.min_free_inodes": return .int(disk.minFreeInodes)
        case "shutdown.grace": return .int(shutdownGraceMilliseconds)
        case "log.level": return .string(log.level.rawValue)
        case "log.format": return .string(log.format.rawValue)
        case "log.file": return .string(log.file ?? "")
        case "log.per_second": return .int(log.perSecond)
        default: return .null
        }
    }
}

extension PipelineDefinition {
    /// The pipeline with every option, as YAML that reads back to the same definition.
    ///
    /// - Parameter catalogue: Knows the options' types; it must be the one that checked the pipeline.
    /// - Returns: The text of a pipeline file.
    package func effectiveText(_ catalogue: Catalogue) -> String {
        var lines = ["name: \(YAMLWriter.scalar(name))", "version: \(version)"]
        if match != Match() {
            lines.append("match:")
            if !match.paths.isEmpty { lines.append("  path: \(YAMLWriter.words(match.paths))") }
            if !match.mediaTypes.isEmpty {
                lines.append("  media_type: \(YAMLWriter.words(match.mediaTypes))")
            }
        }
        lines += ["reader: \(YAMLWriter.scalar(reader))", "stages:"]
        for step in steps {
            let fields = catalogue.stages.first { $0.spec.name == step.stage }?.spec.fields ?? []
            lines.append("  - \(step.stage):")
            for field in fields {
                guard let value = step.config[field.name] else { continue }
                lines.append("      \(field.name): \(YAMLWriter.text(value, as: field.type))")
            }
            if !step.guards.isEmpty {
                lines.append("      when:")
                for condition in step.guards {
                    lines.append("        \(condition.key): \(YAMLWriter.words(condition.words))")
                }
            }
            lines.append("      on_error: \(step.onError.rawValue)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
