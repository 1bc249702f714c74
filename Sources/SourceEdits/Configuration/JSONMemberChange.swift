/// Adds a member to an object of a JSON file: sorted where the object is, else behind the last.
struct JSONMemberAddition {
  let document: JSONDocument
  let edit: JSONMemberEdit

  /// Adds the member, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let place = try JSONPlace(document: document, path: edit.path)
    let outline = document.outline
    if place.isWhole, let index = place.index {
      let line = outline.line(at: outline.bytes(of: place.members[index]).lowerBound)
      guard document.canonical(place.value(of: index)) == (try edit.canonical()) else {
        throw .clash(line: line, name: edit.name, reason: "is there with another value")
      }
      return .unchanged(outline, line: line, "\(edit.name) is there")
    }
    let list = place.list(document)
    let keys = place.members.map { outline.stringValue($0.lowerBound) ?? "" }
    let key = edit.path[place.depth]
    let index = ModuleOrder.position(of: key, in: keys)
    let insertion =
      place.members.isEmpty
      ? insertionIntoEmpty(place, list.style) : insertion(at: index, place, list)
    let text = try edit.result(insertion.change, in: document)
    var inverse = edit
    inverse.path = Array(edit.path.prefix(place.depth + 1))
    inverse.value = wrapped(from: place.depth + 1)
    inverse.trace = insertion.trace(in: outline.bytes)
    let sibling = index > 0 ? keys[index - 1] : nil
    let line = outline.line(
      at: outline.bytes(of: index > 0 ? place.members[index - 1] : place.object).lowerBound)
    return AppliedEdit(
      text: text, changed: true, inverse: [.removeJSONMember(inverse)],
      evidence: EditEvidence(
        line: line, reason: sibling.map { "after \($0)" } ?? "first in its object"))
  }

  private func insertion(
    at index: Int, _ place: JSONPlace, _ list: TypeScriptElementList
  ) -> Insertion {
    let indentation = list.insertion(of: [], at: index).indentation(in: document.outline.lines)
    return list.insertion(of: node(place, list.style, indentation: indentation), at: index)
  }

  /// The place in an object without members, which gets lines of its own.
  private func insertionIntoEmpty(_ place: JSONPlace, _ style: TypeScriptStyle) -> Insertion {
    let outline = document.outline
    let open = Int(outline.tokens[place.object.lowerBound].end)
    let close = Int(outline.tokens[place.object.upperBound - 1].start)
    let outer = outline.lines.indentation(at: open)
    let inner = outer + style.unit
    let ending = outline.lines.lineEnding(at: open)
    let node = node(place, style, indentation: inner)
    let hasComment = outline.hasComment(from: open, to: close)
    if hasComment || outline.line(at: open) < outline.line(at: close) {
      let start = outline.lines.lineStart(at: close)
      if start >= open {
        return Insertion(range: start..<start, before: inner, node: node, after: ending)
      }
      return Insertion(range: close..<close, before: ending + inner, node: node, after: ending)
    }
    return Insertion(
      range: open..<close, before: ending + inner, node: node, after: ending + outer)
  }

  /// The value in the objects that the file does not have yet.
  private func wrapped(from depth: Int) -> String {
    var value = edit.value
    for key in edit.path[depth...].reversed() {
      let inner = value.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n  ")
      value = "{\n  \(TypeScriptString.literal(key, quote: 0x22)): \(inner)\n}"
    }
    return value
  }

  private func node(_ place: JSONPlace, _ style: TypeScriptStyle, indentation: [UInt8]) -> [UInt8] {
    let ending = document.outline.lines.lineEnding(
      at: document.outline.bytes(of: place.object).lowerBound)
    let key = TypeScriptString.literal(edit.path[place.depth], quote: 0x22)
    var result = Array("\(key): ".utf8)
    let lines = wrapped(from: place.depth + 1).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let blanks = line.utf8.prefix { $0 == 0x20 }.count
      if number > 0 {
        result += ending + indentation
        for _ in 0..<blanks / 2 { result += style.unit }
      }
      result += line.utf8.dropFirst(number > 0 ? blanks / 2 * 2 : 0)
    }
    return result
  }
}

/// Removes a member nobody edited.
struct JSONMemberRemoval {
  let document: JSONDocument
  let edit: JSONMemberEdit

  /// Removes the member, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let outline = document.outline
    let place = try JSONPlace(document: document, path: edit.path)
    guard place.isWhole, let index = place.index else {
      return .unchanged(outline, line: 1, "\(edit.name) is gone")
    }
    let line = outline.line(at: outline.bytes(of: place.members[index]).lowerBound)
    guard document.canonical(place.value(of: index)) == (try edit.canonical()) else {
      throw .edited(line: line, name: edit.name)
    }
    let change = place.list(document).removal(of: index, trace: edit.trace)
    let text = try edit.result(change, in: document)
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addJSONMember(inverse)],
      evidence: EditEvidence(line: line, reason: "removed \(edit.name)"))
  }
}

/// The object that a path leads to, as far as the file has it.
struct JSONPlace {
  /// The innermost object of the path that is there.
  private(set) var object: Range<Int>
  /// Its members.
  private(set) var members: [Range<Int>]
  /// How many keys of the path lead to it.
  private(set) var depth = 0
  /// The member of the key behind those.
  private(set) var index: Int?
  /// Whether that key is the path's last.
  private(set) var isWhole = false

  init(document: JSONDocument, path: [String]) throws(EditError) {
    object = document.root
    guard let outermost = document.members(of: object) else {
      throw .noAnchor("the file's value is not an object")
    }
    members = outermost
    while true {
      let found = document.members(named: path[depth], in: members)
      let name = path[...depth].joined(separator: ".")
      guard found.count < 2 else {
        throw .ambiguous(
          candidates: found.map { member in
            let offset = document.outline.bytes(of: members[member]).lowerBound
            return EditEvidence(line: document.outline.line(at: offset), reason: name)
          }, choose: "leave one \(name) in the file")
      }
      index = found.first
      isWhole = depth == path.count - 1
      guard !isWhole, let index else { return }
      let value = value(of: index)
      guard let inner = document.members(of: value) else {
        throw .noAnchor("\(name) is not an object")
      }
      object = value
      members = inner
      depth += 1
    }
  }

  /// The tokens of a member's value.
  func value(of member: Int) -> Range<Int> {
    members[member].lowerBound + 2..<members[member].upperBound
  }

  /// The list for insertions and removals; JSON has no comma behind its last member.
  func list(_ document: JSONDocument) -> TypeScriptElementList {
    var style = TypeScriptStyle(document.outline)
    style.hasTrailingCommas = false
    style.hasSpacedBraces = true
    return TypeScriptElementList(
      outline: document.outline, elements: members, open: object.lowerBound,
      close: object.upperBound - 1, style: style)
  }
}

extension JSONMemberEdit {
  /// The member for people.
  var name: String { path.joined(separator: ".") }

  fileprivate func validate() throws(EditError) {
    guard !path.isEmpty else { throw .invalid("'path' is empty") }
  }

  /// The value without layout.
  fileprivate func canonical() throws(EditError) -> [String] {
    do {
      let document = try JSONDocument(Array(value.utf8))
      return document.canonical(document.root)
    } catch {
      throw .invalid("'value' is no JSON")
    }
  }

  /// The text with a change made, read again.
  fileprivate func result(
    _ change: TextChange, in document: JSONDocument
  ) throws(EditError) -> [UInt8] {
    let text = try TypeScriptEditCheck(old: document.outline, changes: [change]).result()
    do {
      _ = try JSONDocument(text)
    } catch {
      throw .invalid("the result would not be JSON")
    }
    return text
  }
}

extension Insertion {
  /// The blanks before the node on its line.
  func indentation(in lines: SourceLines) -> [UInt8] {
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    let isOnOwnLine = before.contains(where: isEnd) || after.contains(where: isEnd)
    guard isOnOwnLine else { return lines.indentation(at: range.lowerBound) }
    return Array(before.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.reversed())
  }
}
