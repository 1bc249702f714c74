package import Patch
package import ProjectModel

/// `scaffold/frontend-module`: components that a frontend lacks, such as the table of its pages.
package enum FrontendModuleAgent {
  /// The name plans call it by.
  package static let name = "scaffold/frontend-module"

  /// Generates the files of a module that are missing; those that stand there are adopted
  /// untouched.
  ///
  /// Pure, as ``FastAPIEntityAgent``. A frontend that has the module already gets nothing.
  ///
  /// - Parameter module: The module's name: `data-table`.
  package static func generate(
    _ module: String, frontend: Frontend, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    guard let module = FrontendModule(rawValue: module) else {
      throw .unknownModule(module, known: FrontendModule.allCases.map(\.rawValue))
    }
    let builder = OutputBuilder(tree: tree, generator: name, entity: module.lockName)
    // A table that comes into a scaffolded project is that of a project which had it at once.
    let isOurs = try !builder.isAbsent(ProjectFiles.lock(ProjectPart.frontend.lockName))
    if module == .dataTable, !isOurs || frontend.dataTable != nil {
      var run = DataTableRun(frontend: frontend, module: module, builder: builder)
      return try run.generate(tree: tree)
    }
    var run = FrontendModuleRun(frontend: frontend, module: module, builder: builder)
    return try run.generate(tree: tree)
  }
}
