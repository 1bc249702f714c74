package import Patch
package import ProjectModel

/// `scaffold/project-fastapi` and its kind: a part of a new project.
package enum ProjectAgent {
  /// Generates the files of a part that are missing; those that stand there are adopted untouched.
  ///
  /// Pure, as ``FastAPIEntityAgent``.
  package static func generate(
    _ part: ProjectPart, of choices: ProjectChoices, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    var run = ProjectRun(
      part: part, choices: choices,
      builder: OutputBuilder(tree: tree, generator: part.agent, entity: part.lockName))
    return try run.generate(tree)
  }
}
