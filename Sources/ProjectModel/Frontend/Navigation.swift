package import Patch

/// An array of links that a frontend's navigation shows.
package struct Navigation: Hashable, Sendable, Codable {
  /// Its file.
  package var path: RelativePath
  /// Its variable.
  package var variable: String
  /// The property with a link's words: `title`.
  package var title: String
  /// The property with its address: `href`.
  package var href: String
  /// The addresses that it has.
  package var addresses: [String]

  /// Creates a finding.
  package init(
    path: RelativePath, variable: String, title: String, href: String, addresses: [String]
  ) {
    self.path = path
    self.variable = variable
    self.title = title
    self.href = href
    self.addresses = addresses
  }
}
