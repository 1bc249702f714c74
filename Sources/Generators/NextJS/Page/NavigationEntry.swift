internal import ProjectModel
internal import SourceEdits

/// A page in the list of links that a frontend's navigation shows.
struct NavigationEntry {
  let title: String
  let address: String

  /// What the lock calls its maker: the entry is too short to be a template.
  static let template = "nextjs/navigation-entry@1"

  /// The entry in the words of a list.
  func source(in list: Navigation) -> String {
    "{ \(list.title): \(TypeScriptText.literal(title)),"
      + " \(list.href): \(TypeScriptText.literal(address)) }"
  }

  /// The edit that adds it behind the last one.
  func edit(of list: Navigation) -> StructuredEdit {
    .addElement(ElementEdit(target: list.variable, source: source(in: list), key: list.href))
  }
}
