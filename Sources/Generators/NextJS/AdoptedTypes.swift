internal import SourceEdits

/// A file of types that stands there: what it exports, and whether that is what the schemas say.
struct AdoptedTypes {
  private let outline: TypeScriptOutline
  private let exports: Set<String>

  /// nil when the file cannot be read.
  init?(_ bytes: [UInt8]) {
    guard let outline = try? TypeScriptOutline(bytes) else { return nil }
    self.outline = outline
    exports = Set(outline.exports.map(\.name))
  }

  /// Whether the file exports a name.
  func exports(_ name: String) -> Bool { exports.contains(name) }

  /// Whether the file exports what a declaration says: each member with its type. More members are
  /// more than is read; in what is written they may be left out.
  func provides(_ declaration: TypesSource.Declaration, isWritten: Bool) -> Bool {
    guard exports(declaration.name) else { return false }
    guard let wanted = declaration.interface?.members else { return isList(declaration) ?? true }
    let found = outline.members(ofType: declaration.name).members
    let isComplete = wanted.allSatisfy { member in
      found.contains { Self.plain($0, in: outline) == Self.plain(member) }
    }
    let names = Set(wanted.map { Self.name(of: $0) })
    let others = found.filter { !names.contains($0.name) }
    return isComplete && (!isWritten || others.allSatisfy(\.isOptional))
  }

  /// Whether an alias for a list is one; nil for another declaration.
  private func isList(_ declaration: TypesSource.Declaration) -> Bool? {
    guard declaration.name.hasSuffix("ListResponse") else { return nil }
    guard let type = outline.types.first(where: { $0.name == declaration.name }), !type.isInterface
    else { return false }
    let element = String(declaration.name.dropLast("ListResponse".count))
    let text = outline.compactText(of: type.body)
    return text == element + "[]" || text == "Array<\(element)>"
  }

  // MARK: Members

  private static func name(of member: String) -> String {
    String(member.prefix { $0 != "?" && $0 != ":" })
  }

  /// `name?: type` without blanks, the parts of a union in order.
  private static func plain(_ member: String) -> String {
    guard let colon = member.firstIndex(of: ":") else { return member }
    return plain(
      String(member[..<colon]), String(member[member.index(after: colon)...].filter { $0 != " " }))
  }

  private static func plain(_ member: TypeScriptMember, in outline: TypeScriptOutline) -> String {
    plain(
      member.name + (member.isOptional ? "?" : ""),
      member.type.map { outline.compactText(of: $0) } ?? "")
  }

  private static func plain(_ head: String, _ type: String) -> String {
    head + ":" + type.split(separator: "|").sorted().joined(separator: "|")
  }
}
