package import Patch
package import ProjectModel

/// `scaffold/project-fastapi` and its kind: a part of a new project.
package enum ProjectAgent {
  /// Generates the files of a part that are missing; those that stand there are adopted untouched.
  ///
  /// Pure, as ``FastAPIEntityAgent``.
  ///
  /// - Parameter detection: What stands in the tree; nil where nothing does that is not this
  ///   program's.
  package static func generate(
    _ part: ProjectPart, of choices: ProjectChoices, tree: some ReadableTree,
    detection: Detection? = nil
  ) throws(GenerationError) -> GeneratedChanges {
    var run = ProjectRun(
      part: part, choices: choices, detection: detection,
      builder: OutputBuilder(tree: tree, generator: part.agent, entity: part.lockName))
    return try run.generate(tree)
  }
}
