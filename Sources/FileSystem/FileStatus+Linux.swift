internal import CShims
internal import Glibc

extension FileStatus {
  init(_ found: bs_status) {
    let kind: Kind =
      switch found.mode & S_IFMT {
      case S_IFREG: .file
      case S_IFLNK: .symlink
      case S_IFDIR: .directory
      default: .other
      }
    self.init(
      kind: kind, mode: UInt16(found.mode & 0o7777), owner: found.owner, group: found.group,
      size: found.size, inode: found.inode, mount: found.mount, links: found.links,
      modified: found.modified, changed: found.changed)
  }
}
