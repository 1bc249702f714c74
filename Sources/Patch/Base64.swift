internal import Foundation

/// Base 64 with padding, RFC 4648 section 4.
package enum Base64 {
  /// The text of the bytes.
  package static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// The bytes of the text; nil when it is not base 64.
  package static func decode(_ text: String) -> [UInt8]? {
    Data(base64Encoded: text).map(Array.init)
  }
}
