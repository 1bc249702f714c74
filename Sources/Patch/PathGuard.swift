/// Which paths no change may name, whatever the tree holds (I10, I12).
public enum PathGuard {
  /// Why a change of this path is refused; nil when it is not.
  public static func objection(to path: RelativePath) -> Finding? {
    let components = path.components
    if components.contains(where: isGitDirectory) {
      return Finding(
        .refused, path: path, "it lies in a '.git' directory, which Backstitch never writes to")
    }
    let store: [[UInt8]] = [Array(".backstitch".utf8), Array("store".utf8)]
    if components.count >= 2, folded(components[0]) == store[0], folded(components[1]) == store[1] {
      return Finding(.refused, path: path, "it lies in Backstitch's own store")
    }
    return nil
  }

  /// Spellings that some file system takes for `.git`: any case, trailing dots and spaces, the
  /// short name `git~1`, an NTFS stream, a backslash for a slash, code points HFS+ ignores. The
  /// list follows git's `path.c` (`is_ntfs_dotgit`) and `utf8.c` (`next_hfs_char`).
  private static func isGitDirectory(_ component: ArraySlice<UInt8>) -> Bool {
    var name = folded(component)
    let ends = [UInt8(ascii: ":"), UInt8(ascii: "\\")]
    if let end = name.firstIndex(where: ends.contains) { name.removeSubrange(end...) }
    while let last = name.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
      name.removeLast()
    }
    return name.elementsEqual(".git".utf8) || name.elementsEqual("git~1".utf8)
  }

  /// ASCII lower case, without the code points HFS+ ignores.
  private static func folded(_ component: ArraySlice<UInt8>) -> [UInt8] {
    guard component.contains(where: { $0 >= 0x80 }) else { return component.map(lowered) }
    let scalars = String(decoding: component, as: UTF8.self).unicodeScalars
    let kept = scalars.filter { !isIgnoredByHFS($0.value) }
    return kept.flatMap { Array(String($0).utf8) }.map(lowered)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func isIgnoredByHFS(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
    default: false
    }
  }
}
