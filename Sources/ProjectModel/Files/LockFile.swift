package import Patch
internal import Foundation

/// `.backstitch/lock/NAME.json`: which generator made which path or node, from which template.
package struct LockFile: Hashable, Sendable, Codable {
  /// The layout of this file.
  package var schema = 1
  /// The entity or scaffold.
  package var name: String
  /// What was made, sorted by path and node.
  package var outputs: [Output]
  /// What the page of an entity was asked to show and do; nil: what follows from its fields.
  package var page: Page?
  /// The layers that were to have a container, sorted; nil where none were asked for.
  package var layers: [String]?

  /// What a page was asked to show and do; nil where nobody chose.
  package struct Page: Hashable, Sendable, Codable {
    /// The columns of the table.
    package var columns: [String]?
    /// The filters above it.
    package var filters: [String]?
    /// What can be done with its rows.
    package var actions: [String]?

    /// Creates choices; nil when nobody chose any.
    package init?(columns: [String]?, filters: [String]?, actions: [String]?) {
      guard columns != nil || filters != nil || actions != nil else { return nil }
      (self.columns, self.filters, self.actions) = (columns, filters, actions)
    }
  }

  /// One path, or one node of a shared file.
  package struct Output: Hashable, Sendable, Codable {
    /// The path.
    package var path: RelativePath
    /// The node in a shared file: `class`, `registration`; nil for a whole file.
    package var node: String?
    /// The generator's name: `generate/fastapi-entity`.
    package var generator: String
    /// The template and its version: `fastapi/crud@1`.
    package var template: String
    /// Where its pristine lies; nil where the file keeps nothing to merge.
    package var pristine: RelativePath?
    /// Where the generator would put it, when somebody moved the file; nil where it is.
    package var origin: RelativePath?

    /// Creates an output.
    package init(
      path: RelativePath, node: String? = nil, generator: String, template: String,
      pristine: RelativePath? = nil, origin: RelativePath? = nil
    ) {
      self.path = path
      self.node = node
      self.generator = generator
      self.template = template
      self.pristine = pristine
      self.origin = origin
    }

    /// What stays the same from run to run: where the generator puts it, and the node.
    package var key: Key { Key(path: origin ?? path, node: node) }
  }

  /// What an output is known by, wherever somebody moved its file.
  package struct Key: Hashable, Sendable {
    /// Where the generator puts it.
    package var path: RelativePath
    /// The node in a shared file.
    package var node: String?

    /// Creates a key.
    package init(path: RelativePath, node: String? = nil) {
      self.path = path
      self.node = node
    }
  }

  /// Creates a lock.
  package init(name: String, outputs: [Output] = []) {
    self.name = name
    self.outputs = outputs.sorted(by: Self.inOrder)
  }

  /// Adds outputs, or replaces those of the same path and node.
  package mutating func record(_ added: [Output]) {
    for output in added {
      outputs.removeAll { $0.path == output.path && $0.node == output.node }
      outputs.append(output)
    }
    outputs.sort(by: Self.inOrder)
  }

  /// Where people moved whole files, by where the generator would put them.
  package var moved: [RelativePath: RelativePath] {
    Dictionary(
      outputs.filter { $0.node == nil }.compactMap { output in
        output.origin.map { ($0, output.path) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads a lock.
  ///
  /// - Throws: a decoding error when it is none.
  package init(reading bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(LockFile.self, from: Data(bytes))
  }

  /// The file's bytes: sorted keys, one thing a line, so that merges are easy.
  package var bytes: [UInt8] { StableJSON.bytes(of: self) }

  private static func inOrder(_ left: Output, _ right: Output) -> Bool {
    left.path == right.path ? (left.node ?? "") < (right.node ?? "") : left.path < right.path
  }
}

/// JSON that is the same each time: sorted keys, indented, slashes as they are, a final newline.
package enum StableJSON {
  /// The bytes of a value.
  package static func bytes(of value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [0x0A]
    } catch {
      // Values of this package hold nothing that JSON cannot say.
      preconditionFailure("\(error)")
    }
  }
}
