internal import Foundation
internal import Yams

/// JSON files of a project, plain or with comments and trailing commas as `tsconfig.json` has them.
enum JSONText {
  /// What is wrong with a file.
  struct Problem: Error {
    /// The line, from 1.
    var line: Int
    /// What.
    var reason: String
  }

  /// Reads a value.
  ///
  /// - Parameter comments: Whether comments and trailing commas are allowed.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], comments: Bool
  ) throws(Problem) -> Value {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = comments
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch {
      throw problem(of: comments ? blankingComments(in: bytes) : bytes)
    }
  }

  /// The decoder does not say where it stopped. JSON is YAML too, whose parser does.
  private static func problem(of bytes: [UInt8]) -> Problem {
    do {
      _ = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        return Problem(line: mark.line, reason: problem)
      default: break
      }
    } catch {}
    return Problem(line: 1, reason: "it is no JSON object of the expected kind")
  }

  /// The text with each comment as blanks, so that lines and columns stay.
  static func blankingComments(in bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var position = 0
    func byte(_ offset: Int) -> UInt8 {
      position + offset < bytes.count ? bytes[position + offset] : 0
    }
    while position < bytes.count {
      let quote = byte(0)
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") {
        position += 1
        while position < bytes.count, byte(0) != quote {
          position += byte(0) == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
        continue
      }
      let start = position
      if quote == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
        while position < bytes.count, byte(0) != UInt8(ascii: "\n") { position += 1 }
      } else if quote == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        position += 2
        while position < bytes.count,
          !(byte(0) == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/"))
        {
          position += 1
        }
        position = min(position + 2, bytes.count)
      } else {
        position += 1
        continue
      }
      for index in start..<position where bytes[index] != UInt8(ascii: "\n") {
        result[index] = UInt8(ascii: " ")
      }
    }
    return result
  }
}
