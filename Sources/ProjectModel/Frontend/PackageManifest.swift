internal import Patch

/// A `package.json`: what detection reads of it.
struct PackageManifest {
  /// The file.
  var path: RelativePath
  /// The package's name.
  var name: String?
  /// The packages it uses with their ranges, those for development too.
  var ranges: [String: String]
  /// The commands of its scripts.
  var scripts: [String]
  private var bytes: [UInt8]

  private struct Document: Decodable {
    var name: String?
    var ranges: [String: String] = [:]
    var scripts: [String] = []

    private enum Keys: String, CodingKey { case name, dependencies, devDependencies, scripts }

    /// Reads what is there; a member of another kind counts as absent.
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      name = try? container.decode(String.self, forKey: .name)
      for key in [Keys.devDependencies, .dependencies] {
        let found = (try? container.decode([String: String].self, forKey: key)) ?? [:]
        ranges.merge(found) { $1 }
      }
      let scripts = try? container.decode([String: String].self, forKey: .scripts)
      self.scripts = (scripts ?? [:]).values.sorted()
    }
  }

  /// A manifest that could not be read: nothing is known but where it lies.
  init(unreadable path: RelativePath) {
    self.path = path
    ranges = [:]
    scripts = []
    bytes = []
  }

  init(path: RelativePath, bytes: [UInt8]) throws(JSONText.Problem) {
    let document = try JSONText.decode(Document.self, from: bytes, comments: false)
    self.path = path
    name = document.name
    ranges = document.ranges
    scripts = document.scripts
    self.bytes = bytes
  }

  /// Where a package is listed.
  func evidence(of package: String) -> Evidence {
    let text = ranges[package].map { "\"\(package)\": \"\($0)\"" } ?? package
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = lines.firstIndex { line in
      let bare = line.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      return bare.starts(with: "\"\(package)\":\"\(ranges[package] ?? "")".utf8.filter { $0 != 32 })
    }
    return Evidence(path, (found ?? 0) + 1, text)
  }
}
