/// A path below a root, as bytes: no leading or trailing slash, no empty, `.` or `..` component,
/// no NUL. Two paths are equal when their bytes are: NFC and NFD spellings differ.
public struct RelativePath: Hashable, Sendable {
  /// The path's bytes, components joined by `/`.
  public let bytes: [UInt8]

  /// Checks and takes the bytes.
  ///
  /// - Throws: ``PathError`` naming what is wrong with the path.
  public init(bytes: some Sequence<UInt8>) throws(PathError) {
    let bytes = Array(bytes)
    guard !bytes.isEmpty else { throw PathError(path: bytes, problem: .empty) }
    guard bytes[0] != UInt8(ascii: "/") else { throw PathError(path: bytes, problem: .absolute) }
    guard !bytes.contains(0) else { throw PathError(path: bytes, problem: .containsNUL) }
    for component in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if component.isEmpty { throw PathError(path: bytes, problem: .emptyComponent) }
      if component.elementsEqual([0x2E]) { throw PathError(path: bytes, problem: .dot) }
      if component.elementsEqual([0x2E, 0x2E]) { throw PathError(path: bytes, problem: .dotDot) }
      if component.count > 255 { throw PathError(path: bytes, problem: .componentTooLong) }
    }
    self.bytes = bytes
  }

  /// Checks and takes a string's UTF-8.
  public init(_ string: String) throws(PathError) { try self.init(bytes: string.utf8) }

  /// Takes bytes known to be valid: parts of a checked path, or names the kernel listed.
  package init(unchecked bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The components in order.
  public var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

  /// The last component.
  public var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The directory that holds it; nil when that is the root.
  public var parent: RelativePath? {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return RelativePath(unchecked: bytes[..<slash])
  }

  /// All directories above it, nearest first, without the root.
  public var ancestors: [RelativePath] {
    var found: [RelativePath] = []
    var next = parent
    while let directory = next {
      found.append(directory)
      next = directory.parent
    }
    return found
  }

  /// The path of something below this directory.
  public func appending(_ other: RelativePath) -> RelativePath {
    RelativePath(unchecked: bytes + [UInt8(ascii: "/")] + other.bytes)
  }

  /// The path of an entry of this directory; the name is one the kernel listed.
  package func appending(name: some Sequence<UInt8>) -> RelativePath {
    RelativePath(unchecked: bytes + [UInt8(ascii: "/")] + name)
  }

  /// Whether this path lies below the directory.
  public func isBelow(_ directory: RelativePath) -> Bool {
    bytes.count > directory.bytes.count + 1 && bytes.starts(with: directory.bytes)
      && bytes[directory.bytes.count] == UInt8(ascii: "/")
  }

  /// The path for people, as `git` quotes it: control characters, quotes, backslashes and bytes
  /// that are not UTF-8 are escaped, and the whole then stands in double quotes.
  public var description: String { quotedForPeople(bytes) }
}

extension RelativePath: Comparable {
  /// Byte order.
  public static func < (left: RelativePath, right: RelativePath) -> Bool {
    left.bytes.withUnsafeBufferPointer { left in
      right.bytes.withUnsafeBufferPointer { right in
        for (one, other) in zip(left, right) where one != other { return one < other }
        return left.count < right.count
      }
    }
  }
}

extension RelativePath {
  /// The bytes at once: one by one, as an array does it, costs several times as much.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension RelativePath: CustomStringConvertible {}

extension RelativePath: ExpressibleByStringLiteral {
  /// A literal is a promise: an invalid one stops the program.
  public init(stringLiteral value: StaticString) {
    do {
      self = try RelativePath(value.description)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

extension RelativePath: Codable {
  private enum Keys: String, CodingKey { case base64 }

  /// Reads a string, or `{"base64": "..."}` for bytes that are not UTF-8.
  public init(from decoder: any Decoder) throws {
    let bytes: [UInt8]
    if let string = try? decoder.singleValueContainer().decode(String.self) {
      bytes = Array(string.utf8)
    } else {
      let text = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .base64)
      guard let decoded = Base64.decode(text) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "a path is not valid base64"))
      }
      bytes = decoded
    }
    do {
      self = try RelativePath(bytes: bytes)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "\(error)", underlyingError: error))
    }
  }

  /// Writes a string, or `{"base64": "..."}` for bytes that are not UTF-8.
  public func encode(to encoder: any Encoder) throws {
    if let string = String(validating: bytes, as: UTF8.self) {
      var container = encoder.singleValueContainer()
      try container.encode(string)
    } else {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(Base64.encode(bytes), forKey: .base64)
    }
  }
}

/// Why bytes are not a relative path.
public struct PathError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The refused bytes.
  public let path: [UInt8]
  /// What is wrong.
  public let problem: Problem

  /// The kinds of refusal.
  public enum Problem: String, Hashable, Sendable {
    /// No bytes.
    case empty = "is empty"
    /// Starts with a slash.
    case absolute = "is absolute; give it relative to the workspace"
    /// Holds a NUL byte.
    case containsNUL = "contains a NUL byte"
    /// Two slashes in a row, or one at the end.
    case emptyComponent = "has an empty component"
    /// A `.` component.
    case dot = "has a '.' component"
    /// A `..` component.
    case dotDot = "leaves the workspace with '..'"
    /// A name over 255 bytes, the limit of Linux file systems.
    case componentTooLong = "has a name longer than 255 bytes"
  }

  /// The sentence for people.
  public var description: String { "the path \(quotedForPeople(path)) \(problem.rawValue)" }
}

/// Bytes as `git` prints a path: as they are when plain, else escaped in double quotes.
package func quotedForPeople(_ bytes: [UInt8]) -> String {
  if let text = String(validating: bytes, as: UTF8.self), !text.isEmpty,
    !text.unicodeScalars.contains(where: {
      $0.value < 0x20 || $0.value == 0x7F || $0 == "\"" || $0 == "\\"
    })
  {
    return text
  }
  var out = "\""
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "\""): out += "\\\""
    case UInt8(ascii: "\\"): out += "\\\\"
    case UInt8(ascii: "\n"): out += "\\n"
    case UInt8(ascii: "\t"): out += "\\t"
    case UInt8(ascii: "\r"): out += "\\r"
    case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let octal = String(byte, radix: 8)
      out += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    }
  }
  return out + "\""
}
