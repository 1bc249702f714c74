import Foundation
import Testing

/// Documents as goldens hold them: indented, with what differs from run to run named instead.
enum JSONNormalizer {
  /// Members that hold an hour, an author, a hash, a fact of the machine or a matter of chance.
  private static let varying: Set<String> = [
    "after", "author", "before", "commit", "digest", "durability", "fileSystem", "head", "killed",
    "killedAfterIntent", "script", "store", "time", "workspace",
  ]

  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static func normalized(_ text: String) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: replaced(try object(text)),
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func replaced(_ value: Any) -> Any {
    if let members = value as? [String: Any] {
      return Dictionary(
        uniqueKeysWithValues: members.map { key, value in
          (key, varying.contains(key) && !(value is NSNull) ? "<\(key)>" : replaced(value))
        })
    }
    if let items = value as? [Any] { return items.map(replaced) }
    return value
  }
}
