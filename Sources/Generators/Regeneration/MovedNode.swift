package import Patch
internal import ProjectModel
package import SourceEdits

/// Where people moved a class or an attribute that was put into a file they share.
package struct MovedNode: Hashable, Sendable {
  /// The file that has it now.
  package var path: RelativePath
  /// The line of its class there, from 1.
  package var line: Int
  /// What it is called for people.
  package var title: String

  /// Looks for what a removal did not find in its file.
  ///
  /// - Returns: nil when no other file has it: then somebody took it out.
  package init?(
    missedBy removal: StructuredEdit, in path: RelativePath, _ tree: some ReadableTree
  ) throws(TreeError) {
    let owner: String
    switch removal {
    case .removeClass(let edit):
      owner = edit.name
      title = "class \(edit.name)"
    case .removeAttribute(let edit):
      owner = edit.className
      title = "\(edit.className).\(edit.name)"
    default: return nil
    }
    let head = Array("class \(owner)".utf8)
    for file in try tree.files() where file != path && file.fileName.hasSuffix(".py") {
      guard let text = try tree.contents(of: file), text.firstRange(of: head) != nil,
        let present = removal.ofPresent(in: text), Self.isLike(present, removal),
        let outline = try? PythonOutline(text),
        let type = outline.classes.first(where: { $0.name == owner })
      else { continue }
      self.path = file
      line = outline.line(of: type.statement)
      return
    }
    return nil
  }

  /// Another class may have the same name.
  private static func isLike(_ present: StructuredEdit, _ removal: StructuredEdit) -> Bool {
    switch (present, removal) {
    case (.removeClass(let present), .removeClass(let removal)):
      MovedFiles.isLike(Array(removal.source.utf8), Array(present.source.utf8))
    case (.removeAttribute(let present), .removeAttribute(let removal)):
      MovedFiles.isLike(Array(removal.source.utf8), Array(present.source.utf8))
    default: false
    }
  }
}
