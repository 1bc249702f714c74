internal import CShims

/// What the file system below a path is and can do, as far as that shows without leaving a trace.
package enum HostFileSystem {
  /// Its name as `mount` gives it; a hexadecimal number when it is none of those known.
  package static func name(of path: [UInt8]) -> String {
    let type = withCString(path) { bs_file_system_type($0) }
    return names[type] ?? "0x\(String(type, radix: 16))"
  }

  /// Magic numbers of `statfs(2)`.
  private static let names: [UInt64: String] = [
    0xEF53: "ext4", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0x0102_1994: "tmpfs",
    0x794C_7630: "overlayfs", 0x2FC1_2FC1: "zfs", 0xF2F5_2010: "f2fs", 0xCA45_1A4E: "bcachefs",
    0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x6573_5546: "fuse",
    0x0102_1997: "9p", 0x4D44: "vfat", 0x2011_BAB0: "exfat", 0x7366_746E: "ntfs3",
  ]

  /// Whether it makes files without a name; nil when that cannot be told here.
  package static func makesUnnamedFiles(in directory: [UInt8]) -> Bool? {
    switch withCString(directory, { bs_makes_unnamed_files($0) }) {
    case 1: true
    case 0: false
    default: nil
    }
  }
}
