/// What a byte can begin in TypeScript source.
enum TypeScriptByteClass {
  static let invalid: UInt8 = 0
  static let blank: UInt8 = 1
  static let lineEnd: UInt8 = 2
  static let digit: UInt8 = 3
  static let letter: UInt8 = 4
  static let quote: UInt8 = 5
  static let open: UInt8 = 6
  static let close: UInt8 = 7
  static let symbol: UInt8 = 8
  static let dot: UInt8 = 9
  static let slash: UInt8 = 10
  static let less: UInt8 = 11
  static let backtick: UInt8 = 12
  static let hash: UInt8 = 13
  static let backslash: UInt8 = 14
  /// The first byte of what is not ASCII: a letter, a blank or neither.
  static let high: UInt8 = 15
  /// A symbol that is one byte whatever follows.
  static let single: UInt8 = 16

  /// The class of each byte.
  static let table: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    func set(_ bytes: StaticString, _ kind: UInt8) {
      for offset in 0..<bytes.utf8CodeUnitCount { table[Int(bytes.utf8Start[offset])] = kind }
    }
    set(" \t\u{0B}\u{0C}", blank)
    set("\r\n", lineEnd)
    set("0123456789", digit)
    set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$", letter)
    set("\"'", quote)
    set("([{", open)
    set(")]}", close)
    set("+-*%&|^=!?>", symbol)
    set(",;:~@", single)
    set(".", dot)
    set("/", slash)
    set("<", less)
    set("`", backtick)
    set("#", hash)
    set("\\", backslash)
    for byte in 128..<256 { table[byte] = high }
    return table
  }()
}
