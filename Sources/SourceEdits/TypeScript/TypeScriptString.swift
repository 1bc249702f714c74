/// What stands between the quotes of a string literal.
enum TypeScriptString {
  /// The characters it stands for.
  static func value(of content: ArraySlice<UInt8>) -> String {
    guard content.contains(0x5C) else { return String(decoding: content, as: UTF8.self) }
    var result = String.UnicodeScalarView()
    var rest = Substring(String(decoding: content, as: UTF8.self)).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escaped = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      switch escaped {
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "b": result.append("\u{8}")
      case "f": result.append("\u{C}")
      case "v": result.append("\u{B}")
      case "0": result.append("\0")
      case "\r": if rest.first == "\n" { rest.removeFirst() }
      case "\n", "\u{2028}", "\u{2029}": break
      case "x": appendScalar(&result, &rest, digits: 2)
      case "u": appendScalar(&result, &rest, digits: 4)
      default: result.append(escaped)
      }
    }
    return String(result)
  }

  private static func appendScalar(
    _ result: inout String.UnicodeScalarView, _ rest: inout Substring.UnicodeScalarView,
    digits: Int
  ) {
    var value: UInt32 = 0
    let isLong = rest.first == "{"
    if isLong { rest.removeFirst() }
    var count = 0
    while let scalar = rest.first, let digit = Character(scalar).hexDigitValue,
      isLong || count < digits
    {
      value = value &* 16 &+ UInt32(digit)
      count += 1
      rest.removeFirst()
    }
    if isLong, rest.first == "}" { rest.removeFirst() }
    result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
  }

  /// A literal in those quotes.
  static func literal(_ text: String, quote: UInt8) -> String {
    let mark = String(UnicodeScalar(quote))
    var result = mark
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      case UnicodeScalar(quote): result += "\\" + mark
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + mark
  }
}
