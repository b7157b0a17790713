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
                let value = YAMLWriter.text(key.value(self), as: key.type)
                lines.append("\(indent)\(key.name): \(value)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
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
