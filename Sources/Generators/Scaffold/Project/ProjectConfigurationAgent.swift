package import Patch
package import ProjectModel

/// `scaffold/configuration`: what a project is made of, recorded for all that is made of it later.
package enum ProjectConfigurationAgent {
  /// The name plans call it by.
  package static let name = "scaffold/configuration"

  /// Records choices; what people wrote beside those recorded before stays.
  ///
  /// - Parameter recorded: the choices that the tree's file has.
  package static func generate(
    _ choices: ProjectChoices, recorded: ProjectChoices?, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    let path = ProjectFiles.project
    var builder = OutputBuilder(tree: tree, generator: name, entity: "project")
    let wanted = Array(ProjectFile.text(of: choices).utf8)
    var merges: [BasedChange] = []
    switch recorded {
    case nil: try builder.put(path, wanted)
    case choices: builder.hold(path, wanted)
    case let before?:
      let base = Array(ProjectFile.text(of: before).utf8)
      merges = [BasedChange(path, base: base, wanted: wanted)]
    }
    try builder.putMarks()
    var generated = GeneratedChanges(changes: builder.changes, holds: builder.holds)
    generated.merges = merges
    return generated
  }
}
