internal import Foundation
internal import Patch

/// Which major versions of packages a frontend has: what its ranges say, else what is installed,
/// else what a lock file says, else the newest that is known.
struct PackageVersions {
  let manifest: PackageManifest
  let sources: FrontendSources

  /// The newest majors of the packages that decide a dialect.
  static let newest: [String: Int] = [
    "@biomejs/biome": 2, "@hookform/resolvers": 5, "@tanstack/react-query": 5,
    "@tanstack/react-table": 9, "clsx": 2, "eslint": 9, "lucide-react": 0, "next": 16,
    "next-intl": 4, "nuqs": 2, "react": 19, "react-dom": 19, "react-hook-form": 7, "sonner": 2,
    "swr": 2, "tailwind-merge": 3, "tailwindcss": 4, "typescript": 5, "zod": 4,
  ]

  /// The majors of the packages that are used, by name.
  func majors() throws(TreeError) -> [String: Int] {
    var found: [String: Int] = [:]
    for package in manifest.ranges.keys.sorted() {
      found[package] = try major(of: package).value
    }
    return found
  }

  /// The major of one package; assumed when nothing says it.
  func major(of package: String) throws(TreeError) -> Found<Int> {
    let newest = Self.newest[package] ?? 0
    guard let range = manifest.ranges[package] else { return Found(newest, .assumed) }
    let evidence = manifest.evidence(of: package)
    let bound = Self.major(inRange: range)
    if let bound, !bound.isOpen { return Found(bound.major, .certain, [evidence]) }
    if let installed = try installed(package) { return installed }
    if let locked = try locked(package) { return locked }
    return Found(max(newest, bound?.major ?? 0), .assumed, [evidence])
  }

  // MARK: Ranges

  /// The greatest major that a range names, and whether it allows newer ones; nil when it names
  /// none: `latest`, `workspace:*`, a repository.
  static func major(inRange range: String) -> (major: Int, isOpen: Bool)? {
    var text = Substring(range.filter { !$0.isWhitespace || $0 == " " })
    if text.hasPrefix("npm:") {
      text = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? ""
    }
    if text.hasPrefix("workspace:") { text = text.dropFirst("workspace:".count) }
    guard !text.contains("/"), !text.contains(":") else { return nil }
    let parts = text.replacing("||", with: "|").split(separator: "|").compactMap(alternative)
    guard let greatest = parts.max(by: { $0.major < $1.major }) else { return nil }
    return (greatest.major, parts.contains(where: \.isOpen))
  }

  /// `^15.3.0`, `~15.3`, `15.x`, `>=14 <16`, `14 - 15`.
  private static func alternative(_ text: Substring) -> (major: Int, isOpen: Bool)? {
    let words = text.replacing(" - ", with: " <=").replacing(">= ", with: ">=")
      .replacing("<= ", with: "<=").replacing("< ", with: "<").replacing("> ", with: ">")
      .split(separator: " ")
    var lower: (major: Int, isOpen: Bool)?
    var upper: Int?
    for word in words {
      let digits = word.drop { !$0.isNumber }
      guard word.prefix(while: { !$0.isNumber }).allSatisfy({ "^~=v<>".contains($0) }),
        let major = Int(digits.prefix { $0.isASCII && $0.isNumber })
      else { continue }
      if word.hasPrefix("<") {
        let rest = digits.drop { $0.isNumber }
        let endsBefore = !word.hasPrefix("<=") && rest.allSatisfy { ".0".contains($0) }
        upper = endsBefore ? max(major - 1, 0) : major
      } else {
        lower = (major, word.hasPrefix(">"))
      }
    }
    if let upper { return (upper, false) }
    return lower
  }

  // MARK: What is installed

  private func installed(_ package: String) throws(TreeError) -> Found<Int>? {
    for directory in directories {
      guard let below = try? RelativePath("node_modules/\(package)/package.json") else { continue }
      let path = directory.map { $0.appending(below) } ?? below
      guard let bytes = try sources.tree.contents(of: path) else { continue }
      struct Document: Decodable { var version: String }
      guard
        let document = try? JSONText.decode(Document.self, from: bytes, comments: false),
        let major = Int(document.version.prefix { $0.isNumber })
      else { continue }
      return Found(major, .certain, [Evidence(path, 1, "version \(document.version)")])
    }
    return nil
  }

  /// The root and the directories above it.
  private var directories: [RelativePath?] {
    guard let root = sources.root else { return [nil] }
    return [root] + root.ancestors.map(Optional.some) + [nil]
  }

  /// What a lock file says, whatever wrote it: `"node_modules/next": { "version": "15.3.0"`,
  /// `next@15.3.0`, or `next@latest:` with a version below.
  private func locked(_ package: String) throws(TreeError) -> Found<Int>? {
    let names: [RelativePath] = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"]
    for directory in directories {
      for name in names {
        let path = directory.map { $0.appending(name) } ?? name
        guard let bytes = try sources.tree.contents(of: path) else { continue }
        let lines = String(decoding: bytes, as: UTF8.self).split(
          separator: "\n", omittingEmptySubsequences: false)
        guard let (index, major) = Self.version(of: package, in: lines) else { continue }
        return Found(major, .certain, [Evidence(path, index + 1, package)])
      }
    }
    return nil
  }

  private static func version(of package: String, in lines: [Substring]) -> (Int, Int)? {
    for (index, line) in lines.enumerated() where line.contains(package) {
      let bare = line.drop { " \"'/".contains($0) }
      if bare.hasPrefix("node_modules/\(package)\":") || bare.hasPrefix("\(package)@") {
        // The version may stand in the key itself.
        let behind = bare.hasPrefix("\(package)@") ? bare.dropFirst(package.count + 1) : ""
        if let major = Int(behind.prefix { $0.isNumber }) { return (index, major) }
        for next in lines[index...].dropFirst().prefix(3) {
          let value = next.drop { " \"".contains($0) }
          guard value.hasPrefix("version") else { continue }
          let digits = value.drop { !$0.isNumber }.prefix { $0.isNumber }
          if let major = Int(digits) { return (index, major) }
        }
      }
      if let range = bare.firstRange(of: "\"\(package)@") ?? bare.firstRange(of: "[\(package)@"),
        let major = Int(bare[range.upperBound...].prefix { $0.isNumber })
      {
        return (index, major)
      }
    }
    return nil
  }
}
