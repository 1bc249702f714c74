/// Whether git may give a file other bytes in the working tree than its blob has: line endings,
/// filters such as LFS's, encodings, keywords. Told from the words of configuration and attributes,
/// rather too often than too seldom.
package struct Conversions: Sendable {
  private static let attributes = [
    "text", "eol", "crlf", "filter", "ident", "working-tree-encoding",
  ]

  /// Whether configuration or attributes outside the tree may ask for any.
  ///
  /// - Parameter home: the user's home directory; nil: nobody's.
  package static func mayApply(in location: GitLocation, home: [UInt8]?) -> Bool {
    let git = location.commonDirectory
    var configurations = [git + Array("/config".utf8), git + Array("/config.worktree".utf8)]
    var others = [git + Array("/info/attributes".utf8), Array("/etc/gitattributes".utf8)]
    configurations.append(Array("/etc/gitconfig".utf8))
    if let home {
      configurations.append(home + Array("/.gitconfig".utf8))
      configurations.append(home + Array("/.config/git/config".utf8))
      others.append(home + Array("/.config/git/attributes".utf8))
    }
    for path in configurations {
      // An include or a file of attributes elsewhere may say anything.
      if let text = GitLocation.contents(path),
        has(text, ["autocrlf", "attributesfile", "include"])
      {
        return true
      }
    }
    return others.contains { path in GitLocation.contents(path).map(mention) ?? false }
  }

  /// Whether a file of attributes asks for any.
  package static func mention(_ text: [UInt8]) -> Bool { has(text, attributes) }

  private static func has(_ text: [UInt8], _ words: [String]) -> Bool {
    let text = String(decoding: text, as: UTF8.self).lowercased()
    return words.contains { text.contains($0) }
  }
}
