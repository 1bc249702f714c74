internal import Patch
internal import SourceEdits

/// The list of links of a frontend's navigation: an exported array of objects, each with words and an
/// address, in a file that is called for it.
struct NavigationScan {
  let project: TypeScriptProject
  let source: RelativePath?

  private static let stems: Set<String> = [
    "nav", "nav-items", "nav-links", "navItems", "navLinks", "navigation", "navigation-items",
    "sidebar-items", "sidebar-links", "sidebarItems",
  ]
  private static let titles = ["title", "label", "name", "text"]
  private static let addresses = ["href", "url", "path", "to"]

  /// The only list that an entry can be added to.
  func find() throws(TreeError) -> Found<Navigation>? {
    let names: [RelativePath] = ["lib", "config", "constants", "data", "components"]
    let directories = names.map { source?.appending($0) ?? $0 }
    var found: [Found<Navigation>] = []
    for path in project.sources.files where path.isScript && Self.stems.contains(path.stem) {
      guard directories.contains(where: path.isBelow), !ComponentLibrary.isAside(path),
        let outline = try project.outline(of: path)
      else { continue }
      found += outline.variables.compactMap { list(in: $0, outline, path) }
    }
    return found.count == 1 ? found[0] : nil
  }

  private func list(
    in variable: TypeScriptVariable, _ outline: TypeScriptOutline, _ path: RelativePath
  ) -> Found<Navigation>? {
    guard let name = variable.name, isExported(variable, outline),
      let value = variable.initialiser, let array = outline.literal(in: value), !array.isObject
    else { return nil }
    let links = outline.elements(in: array.content).map { link($0, outline) }
    guard let first = links.first.flatMap(\.self),
      links.allSatisfy({ $0 != nil && $0?.title == first.title && $0?.href == first.href })
    else { return nil }
    // An entry of words and address alone must be one that the list takes.
    let isPlain =
      links.contains { $0?.isPlain == true }
      || allowsPlain(variable, outline, Set([first.title, first.href]))
    guard isPlain else { return nil }
    let navigation = Navigation(
      path: path, variable: name, title: first.title, href: first.href,
      addresses: links.compactMap { $0?.address })
    return Found(
      navigation, .certain, [Evidence(path, outline.line(of: variable.statement), name)])
  }

  private func isExported(
    _ variable: TypeScriptVariable, _ outline: TypeScriptOutline
  ) -> Bool {
    variable.isExported
      || outline.exports.contains { $0.module == nil && $0.local == variable.name }
  }

  // MARK: Links

  private struct Link {
    var title: String
    var href: String
    var address: String
    var isPlain: Bool
  }

  private func link(_ range: Range<Int>, _ outline: TypeScriptOutline) -> Link? {
    guard let object = outline.literal(in: range), object.isObject else { return nil }
    var texts: [String: String] = [:]
    let properties = outline.elements(in: object.content)
    for property in properties {
      guard let name = outline.propertyName(property),
        let value = outline.propertyValue(property), value.count == 1,
        let text = outline.stringValue(value.lowerBound)
      else { continue }
      texts[name] = text
    }
    guard let title = Self.titles.first(where: { texts[$0] != nil }),
      let href = Self.addresses.first(where: { texts[$0] != nil }), let address = texts[href]
    else { return nil }
    return Link(title: title, href: href, address: address, isPlain: properties.count == 2)
  }

  /// Whether the type of the entries, an interface or an object type of the same file, asks for
  /// nothing else.
  private func allowsPlain(
    _ variable: TypeScriptVariable, _ outline: TypeScriptOutline, _ given: Set<String>
  ) -> Bool {
    guard let annotation = variable.annotation else { return false }
    let type = outline.compactText(of: annotation)
    let name =
      type.hasSuffix("[]")
      ? String(type.dropLast(2))
      : type.hasPrefix("Array<") && type.hasSuffix(">")
        ? String(type.dropFirst(6).dropLast()) : ""
    let known = outline.members(ofType: name)
    guard known.isComplete, !known.members.isEmpty else { return false }
    return known.members.allSatisfy { $0.isOptional || given.contains($0.name) }
  }
}
