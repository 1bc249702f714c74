internal import Foundation

extension GenerationRequest {
  /// The command line's words that make it again.
  package var words: [String] {
    [plan, name, "--answers", json]
  }

  /// The request as `--answers` takes it.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else {
      // Strings, lists and an entity always encode.
      preconditionFailure("a request that cannot be encoded")
    }
    return String(decoding: json, as: UTF8.self)
  }

  /// The request in the words that a transaction recorded; nil when there is none.
  package init?(words: [String]) {
    guard let position = words.firstIndex(of: "--answers"), position + 1 < words.count,
      let request = try? JSONDecoder().decode(Self.self, from: Data(words[position + 1].utf8))
    else { return nil }
    self = request
  }
}
