internal import Foundation
internal import SourceEdits

extension ChangeSet {
  /// Reads a change set: JSON as documented in `docs/commands.md`, or a unified diff of a tree.
  ///
  /// - Parameter allowsNone: whether a set without changes is a set; somebody who has nothing to
  ///   change says so with it.
  /// - Throws: ``Refusal`` with every finding.
  public init(
    reading bytes: [UInt8], on tree: some ReadableTree, allowingNone allowsNone: Bool = false
  ) throws(Refusal) {
    let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let start else { throw Refusal(Finding(.refused, "the input is empty")) }
    if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
      try self.init(json: bytes, on: tree, allowingNone: allowsNone)
    } else {
      try self.init(unifiedDiff: bytes, on: tree)
    }
  }

  /// Reads a change set in JSON.
  public init(json bytes: [UInt8]) throws(Refusal) {
    try self.init(json: bytes, on: nil, allowingNone: false)
  }

  /// Reads a change set in JSON; when some of it cannot be read, what is wrong with the rest on
  /// the tree is found as well.
  private init(
    json bytes: [UInt8], on tree: (any ReadableTree)?, allowingNone allowsNone: Bool
  ) throws(Refusal) {
    let document: Any
    do {
      document = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      let detail = (error as NSError).userInfo["NSDebugDescription"] as? String ?? "malformed"
      throw Refusal(Finding(.refused, "the change set is not JSON: \(detail)"))
    }
    guard let object = document as? [String: Any] else {
      throw Refusal(Finding(.refused, "a change set is a JSON object with 'changes'"))
    }
    var reader = ChangeSetReader(allowsNone: allowsNone)
    self = reader.read(object)
    guard !reader.findings.isEmpty else { return }
    guard let tree, !changes.isEmpty else { throw Refusal(reader.findings) }
    var trial = StagedTree(base: tree)
    do throws(Refusal) {
      try trial.stage(self)
    } catch {
      // What follows from a change that could not be read is not said.
      let others = error.findings.filter { finding in
        !reader.unread.contains { $0 == finding.path || finding.path?.isBelow($0) == true }
      }
      reader.findings += others
    }
    throw Refusal(reader.findings)
  }
}

/// Reads a change set's members one by one, so that all findings come at once.
private struct ChangeSetReader {
  let allowsNone: Bool
  var findings: [Finding] = []
  /// Paths of changes that could not be read.
  private(set) var unread: Set<RelativePath> = []
  private var place = ""

  init(allowsNone: Bool) { self.allowsNone = allowsNone }

  private static let actions: Set<String> = [
    "write", "replace", "edit", "move", "delete", "symlink", "chmod",
  ]

  mutating func read(_ object: [String: Any]) -> ChangeSet {
    unknownKeys(of: object, besides: ["description", "changes"])
    let description = object["description"] as? String
    if object["description"] != nil, description == nil { refuse("'description' is not a string") }
    guard let list = object["changes"] as? [Any] else {
      refuse("'changes' is missing or not a list")
      return ChangeSet(changes: [])
    }
    var changes: [Change] = []
    for (index, item) in list.enumerated() {
      place = "change \(index + 1): "
      guard let item = item as? [String: Any] else {
        refuse("it is not an object")
        continue
      }
      let known = findings.count
      let change = change(item)
      if let change, findings.count == known {
        changes.append(change)
      } else {
        let named = Self.actions.union(["to"]).compactMap { bytes(item, $0) }
        unread.formUnion(named.compactMap { try? RelativePath(bytes: $0) })
      }
    }
    if list.isEmpty, !allowsNone { refuse("the change set is empty: it lists no changes") }
    return ChangeSet(description: description, changes: changes)
  }

  private mutating func change(_ item: [String: Any]) -> Change? {
    let named = Self.actions.intersection(item.keys)
    guard let action = named.first, named.count == 1 else {
      refuse("it needs exactly one of \(Self.actions.sorted().joined(separator: ", "))")
      return nil
    }
    let expect = expectation(item)
    guard let path = path(item, action) else { return nil }
    switch action {
    case "write": return write(item, path, expect)
    case "replace": return replace(item, path, expect)
    case "edit": return edit(item, path, expect)
    case "move":
      unknownKeys(of: item, besides: ["move", "to", "expect"])
      return self.path(item, "to").map { Change(path, .move(to: $0), expect: expect) }
    case "delete":
      unknownKeys(of: item, besides: ["delete", "expect"])
      return Change(path, .delete, expect: expect)
    case "symlink":
      unknownKeys(of: item, besides: ["symlink", "target", "expect"])
      guard let target = bytes(item, "target"), !target.isEmpty, !target.contains(0) else {
        refuse("'target' is missing, empty or has a NUL byte")
        return nil
      }
      return Change(path, .symlink(target: target), expect: expect)
    default:
      unknownKeys(of: item, besides: ["chmod", "mode", "expect"])
      if item["mode"] == nil { refuse("'mode' is missing") }
      guard let mode = mode(item) else { return nil }
      return Change(path, .chmod(mode), expect: expect)
    }
  }

  private mutating func write(
    _ item: [String: Any], _ path: RelativePath, _ expect: Change.Expectation?
  ) -> Change? {
    unknownKeys(of: item, besides: ["write", "content", "encoding", "mode", "expect"])
    guard let content = content(item) else { return nil }
    return Change(path, .write(contents: content, mode: mode(item)), expect: expect)
  }

  private mutating func replace(
    _ item: [String: Any], _ path: RelativePath, _ expect: Change.Expectation?
  ) -> Change? {
    unknownKeys(of: item, besides: ["replace", "old", "new", "count", "expect"])
    guard let old = item["old"] as? String, let new = item["new"] as? String else {
      refuse("'old' and 'new' must be strings")
      return nil
    }
    let count = item["count"].map { $0 as? Int ?? -1 } ?? 1
    if old.isEmpty { refuse("'old' is empty") }
    if count < 1 { refuse("'count' is not a positive number") }
    return Change(
      path, .replace(old: Array(old.utf8), new: Array(new.utf8), count: count), expect: expect)
  }

  private mutating func edit(
    _ item: [String: Any], _ path: RelativePath, _ expect: Change.Expectation?
  ) -> Change? {
    let rest = item.filter { !["edit", "expect"].contains($0.key) }
    let names = StructuredEdit.Name.allCases.map(\.rawValue)
    unknownKeys(of: rest, besides: Set(names))
    guard rest.keys.allSatisfy(names.contains) else { return nil }
    guard rest.count == 1 else {
      refuse("it needs exactly one of \(names.joined(separator: ", "))")
      return nil
    }
    do {
      let data = try JSONSerialization.data(withJSONObject: rest)
      return Change(
        path, .edit(try JSONDecoder().decode(StructuredEdit.self, from: data)), expect: expect)
    } catch DecodingError.keyNotFound(let key, _) {
      refuse("'\(key.stringValue)' is missing in \(rest.keys.first ?? "the edit")")
    } catch DecodingError.typeMismatch(_, let context) {
      let key = context.codingPath.last?.stringValue ?? "a member"
      refuse("'\(key)' in \(rest.keys.first ?? "the edit") has the wrong type")
    } catch {
      refuse("the edit cannot be read")
    }
    return nil
  }

  // MARK: Members

  private mutating func content(_ item: [String: Any]) -> [UInt8]? {
    guard let text = item["content"] as? String else {
      refuse("'content' is missing or not a string")
      return nil
    }
    switch item["encoding"].map({ $0 as? String ?? "" }) ?? "utf8" {
    case "utf8": return Array(text.utf8)
    case "base64":
      guard let bytes = Base64.decode(text) else {
        refuse("'content' is not base64")
        return nil
      }
      return bytes
    default:
      refuse("'encoding' is neither utf8 nor base64")
      return nil
    }
  }

  private mutating func mode(_ item: [String: Any]) -> FileMode? {
    guard let given = item["mode"] else { return nil }
    switch given as? String {
    case "100644": return .executable(false)
    case "100755": return .executable(true)
    default:
      refuse("'mode' is neither \"100644\" nor \"100755\"")
      return nil
    }
  }

  private mutating func path(_ item: [String: Any], _ key: String) -> RelativePath? {
    guard let bytes = bytes(item, key) else {
      refuse("'\(key)' is missing or not a path")
      return nil
    }
    do {
      return try RelativePath(bytes: bytes)
    } catch {
      refuse("\(error)")
      return nil
    }
  }

  /// A string's bytes, or `{"base64": "..."}`.
  private func bytes(_ item: [String: Any], _ key: String) -> [UInt8]? {
    if let text = item[key] as? String { return Array(text.utf8) }
    guard let object = item[key] as? [String: Any], object.count == 1,
      let text = object["base64"] as? String
    else { return nil }
    return Base64.decode(text)
  }

  private mutating func expectation(_ item: [String: Any]) -> Change.Expectation? {
    guard let given = item["expect"] else { return nil }
    guard let object = given as? [String: Any] else {
      refuse("'expect' is not an object")
      return nil
    }
    unknownKeys(of: object, besides: ["exists", "sha256"])
    let exists = object["exists"] as? Bool
    if object["exists"] != nil, exists == nil { refuse("'exists' is not true or false") }
    let digest = object["sha256"] as? String
    if object["sha256"] != nil, digest == nil { refuse("'sha256' is not a string") }
    return .init(exists: exists, sha256: digest)
  }

  private mutating func unknownKeys(of object: [String: Any], besides known: Set<String>) {
    for key in object.keys.sorted() where !known.contains(key) {
      refuse("unknown key '\(key)'; known are \(known.sorted().joined(separator: ", "))")
    }
  }

  private mutating func refuse(_ reason: String) {
    findings.append(Finding(.refused, place + reason))
  }
}
