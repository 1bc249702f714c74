internal import Foundation
internal import Patch

/// Merges a lock file by its entries: which step or person wrote beside whose entry says nothing.
///
/// A lock is the list of what was made, so no file and a file without entries are the same.
enum LockMerge {
  /// Whether a path is that of a lock.
  static func covers(_ path: RelativePath) -> Bool { path.isBelow(".backstitch/lock") }

  /// The merge; no bytes where no entry is left, nil where both sides changed the same of one, or a
  /// side is not as a lock is written.
  ///
  /// - Parameters: a side is nil where there is no file.
  static func merge(base: [UInt8]?, ours: [UInt8]?, theirs: [UInt8]?) -> [UInt8]? {
    let known = [ours, theirs, base].lazy.compactMap(\.self).compactMap(Node.init(written:)).first
    guard let known, let base = side(base, like: known), let ours = side(ours, like: known),
      let theirs = side(theirs, like: known),
      case .decided(.some(let merged)) = merge(base, ours, theirs)
    else { return nil }
    return merged == merged.withoutEntries ? [] : merged.text
  }

  private static func side(_ text: [UInt8]?, like known: Node) -> Node? {
    text.map(Node.init(written:)) ?? known.withoutEntries
  }

  private enum Outcome {
    case decided(Node?)
    case conflict
  }

  private static func merge(_ base: Node?, _ ours: Node?, _ theirs: Node?) -> Outcome {
    if ours == theirs || base == theirs { return .decided(ours) }
    if base == ours { return .decided(theirs) }
    if let base = base.map(\.members) ?? [:], let ours = ours?.members, let theirs = theirs?.members
    {
      return merge(base, ours, theirs).map { .decided(.object($0)) } ?? .conflict
    }
    if let base = base?.entries, let ours = ours?.entries, let theirs = theirs?.entries {
      return merge(base, ours, theirs).map { merged in
        .decided(.array(merged.sorted { $0.key < $1.key }.map(\.value)))
      } ?? .conflict
    }
    return .conflict
  }

  private static func merge<Key>(
    _ base: [Key: Node], _ ours: [Key: Node], _ theirs: [Key: Node]
  ) -> [Key: Node]? {
    var merged: [Key: Node] = [:]
    for key in Set(base.keys).union(ours.keys).union(theirs.keys) {
      guard case .decided(let node) = merge(base[key], ours[key], theirs[key]) else { return nil }
      merged[key] = node
    }
    return merged
  }

  /// What a lock's JSON is made of.
  private enum Node: Hashable, Codable {
    case object([String: Node])
    case array([Node])
    case text(String)
    case number(Int)
    case null

    /// Reads a document; nil unless it is written as the tool writes it, so that nothing of it is lost.
    init?(written bytes: [UInt8]) {
      guard let node = try? JSONDecoder().decode(Node.self, from: Data(bytes)), node.text == bytes
      else { return nil }
      self = node
    }

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let members = try? value.decode([String: Node].self) {
        self = .object(members)
      } else if let elements = try? value.decode([Node].self) {
        self = .array(elements)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try value.decode(Int.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .object(let members): try value.encode(members)
      case .array(let elements): try value.encode(elements)
      case .text(let text): try value.encode(text)
      case .number(let number): try value.encode(number)
      case .null: try value.encodeNil()
      }
    }

    var text: [UInt8]? {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return (try? encoder.encode(self)).map { Array($0) + [0x0A] }
    }

    var members: [String: Node]? {
      if case .object(let members) = self { members } else { nil }
    }

    /// Its elements by what they are about; nil where it is no list of entries.
    var entries: [Key: Node]? {
      guard case .array(let elements) = self else { return nil }
      var found: [Key: Node] = [:]
      for element in elements {
        guard let members = element.members, case .text(let path)? = members["path"] else {
          return nil
        }
        let node: String? = if case .text(let name)? = members["node"] { name } else { nil }
        guard found.updateValue(element, forKey: Key(path: path, node: node ?? "")) == nil else {
          return nil
        }
      }
      return found
    }

    /// The document as if nothing had been made.
    var withoutEntries: Node {
      guard var members else { return self }
      members["outputs"] = .array([])
      return .object(members)
    }
  }

  /// What an entry is about, in the order of a lock.
  private struct Key: Hashable, Comparable {
    var path: String
    var node: String

    static func < (left: Key, right: Key) -> Bool {
      let (first, second) = (Array(left.path.utf8), Array(right.path.utf8))
      return first == second
        ? left.node < right.node : first.lexicographicallyPrecedes(second)
    }
  }
}
