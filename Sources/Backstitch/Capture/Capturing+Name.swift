internal import Journal

extension Record.Capturing {
  /// The command on one line, quoted as a shell has it, cut where it is long.
  var name: String {
    let line = command.map(Self.quoted).joined(separator: " ").replacing("\n", with: " ")
    return line.count > 100 ? line.prefix(97) + "..." : line
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        true
      default: "-_./,:=@%+".utf8.contains(byte)
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
