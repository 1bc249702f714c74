/// What a byte can begin in Python source.
enum PythonByteClass {
  static let invalid: UInt8 = 0
  static let blank: UInt8 = 1
  static let lineEnd: UInt8 = 2
  static let hash: UInt8 = 3
  static let letter: UInt8 = 4
  static let digit: UInt8 = 5
  static let quote: UInt8 = 6
  static let open: UInt8 = 7
  static let close: UInt8 = 8
  static let symbol: UInt8 = 9
  static let dot: UInt8 = 10
  static let backslash: UInt8 = 11
  static let nul: UInt8 = 12

  /// The class of each byte; bytes from 128 on count as letters here and are checked later.
  static let table: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    func set(_ bytes: StaticString, _ kind: UInt8) {
      for offset in 0..<bytes.utf8CodeUnitCount { table[Int(bytes.utf8Start[offset])] = kind }
    }
    set(" \t\u{0C}", blank)
    set("\r\n", lineEnd)
    set("#", hash)
    set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", letter)
    set("0123456789", digit)
    set("\"'", quote)
    set("([{", open)
    set(")]}", close)
    set("+-*/%@&|^~<>=!:,;", symbol)
    set(".", dot)
    set("\\", backslash)
    table[0] = nul
    for byte in 128..<256 { table[byte] = letter }
    return table
  }()
}
