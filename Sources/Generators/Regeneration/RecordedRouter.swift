package import Patch
internal import ProjectModel
internal import SourceEdits

/// What was decided of a router when it was made: its prefix, its tags, and who gets in.
///
/// Read from the text it was made as: a new field changes none of it, whatever the routers beside it
/// are like by now.
package struct RecordedRouter: Hashable, Sendable {
  /// The prefix it gives itself; empty for none.
  let prefix: String
  /// Whether it gives itself tags.
  let hasTags: Bool
  /// What every request depends on.
  private(set) var guards: [PythonSymbolPath]

  /// Reads it; nil where the outputs have no router whose text says it.
  package init?(of outputs: GeneratedOutputs) {
    let made = outputs.lock.outputs.first {
      $0.node == nil && $0.template.hasPrefix(Template.router.name + "@")
    }
    guard let made, let text = outputs.pristine[made.key], let outline = try? PythonOutline(text),
      let call = outline.assignments.lazy.compactMap({ assignment in
        assignment.name == "router" ? assignment.value.flatMap(outline.call) : nil
      }).first, call.function == "APIRouter"
    else { return nil }
    prefix = call.keyword("prefix").flatMap(outline.stringValue) ?? ""
    hasTags = call.keyword("tags") != nil
    let depended = call.keyword("dependencies").map { outline.calls(in: $0) } ?? []
    guards = depended.compactMap { call in
      guard call.function == "Depends",
        let name = call.positional.first.flatMap({ outline.dottedName($0) })
      else { return nil }
      return Self.symbol(name, in: outline)
    }
    guard guards.count == depended.count else { return nil }
  }

  /// Where a project that was made with users has what its routers depend on, below its backend.
  package static let currentUser: RelativePath = "api/dependencies/auth.py"

  /// Lets in whom the project's own users' dependency kept out: the project has given them up.
  package mutating func forgetUsers() {
    let module = String(Self.currentUser.description.dropLast(3)).replacing("/", with: ".")
    guards.removeAll { $0.module == module }
  }

  /// What a name stands for; nil where it was not imported.
  private static func symbol(_ local: String, in outline: PythonOutline) -> PythonSymbolPath? {
    for statement in outline.imports {
      guard let module = statement.dottedModule,
        let name = statement.names.first(where: { $0.local == local })?.name
      else { continue }
      return PythonSymbolPath(module: module, name: name)
    }
    return nil
  }
}
