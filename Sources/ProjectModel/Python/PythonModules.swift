package import Patch
internal import Foundation

/// Modules and files of a Python tree.
package enum PythonModules {
  /// The dotted module of a file below a root; nil when it lies elsewhere or has no module name.
  package static func module(of path: RelativePath, root: RelativePath?) -> String? {
    var components = path.components.map { String(decoding: $0, as: UTF8.self) }
    if let root {
      guard path.isBelow(root) else { return nil }
      components.removeFirst(root.components.count)
    }
    guard let last = components.popLast(), last.hasSuffix(".py") else { return nil }
    let stem = String(last.dropLast(3))
    if stem != "__init__" { components.append(stem) }
    return components.isEmpty ? nil : components.joined(separator: ".")
  }

  /// The path without suffix that a dotted module has below a root.
  static func path(of module: some StringProtocol, below root: RelativePath?) -> RelativePath? {
    let text = module.split(separator: ".").joined(separator: "/")
    guard !text.isEmpty, let path = try? RelativePath(text) else { return root }
    return root.map { $0.appending(path) } ?? path
  }

  /// Whether a directory holds no project code: environments, build output, caches.
  static func isExcluded(_ path: RelativePath) -> Bool {
    path.components.dropLast().contains { excluded.contains(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether a file holds tests rather than the program.
  static func isTest(_ path: RelativePath) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self)
    if name.hasPrefix("test_") || name.hasSuffix("_test.py") || name == "conftest.py" {
      return true
    }
    return path.components.dropLast().contains { component in
      component.elementsEqual("tests".utf8) || component.elementsEqual("test".utf8)
    }
  }

  private static let excluded: Set<String> = [
    ".backstitch", ".git", ".mypy_cache", ".next", ".pytest_cache", ".ruff_cache", ".tox", ".venv",
    "__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv",
  ]
}

extension RelativePath {
  /// The last component as text.
  package var fileName: String { String(decoding: name, as: UTF8.self) }

  /// Whether the last component ends in the text.
  func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { buffer in
      bytes.count > buffer.count && bytes.suffix(buffer.count).elementsEqual(buffer)
    }
  }
}

extension [UInt8] {
  /// Whether the text occurs in the bytes.
  func mentions(_ text: StaticString) -> Bool {
    mentions(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether other bytes occur in these.
  func mentions(_ other: [UInt8]) -> Bool { other.withUnsafeBytes { mentions($0) } }

  private func mentions(_ text: UnsafeRawBufferPointer) -> Bool {
    withUnsafeBytes { bytes in
      let length = text.count
      guard var place = bytes.baseAddress, let start = text.baseAddress, length > 0,
        bytes.count >= length
      else { return false }
      let first = Int32(text[0])
      let last = place + (bytes.count - length)
      // memchr looks at many bytes at once: a workspace has tens of thousands of files.
      while place <= last, let hit = memchr(place, first, last - place + 1) {
        if memcmp(hit, start, length) == 0 { return true }
        place = UnsafeRawPointer(hit) + 1
      }
      return false
    }
  }
}
