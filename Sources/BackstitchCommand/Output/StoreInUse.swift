internal import Backstitch
internal import Synchronization

/// The store of the workspace that the command works in, for failures that name files in it: they are
/// thrown far from where the workspace was found.
enum StoreInUse {
  private static let noted = Mutex<String?>(nil)

  /// Its absolute path; nil until a workspace was found.
  static var path: String? { noted.withLock { $0 } }

  static func note(_ workspace: Workspace) {
    noted.withLock { $0 = String(decoding: workspace.storePath, as: UTF8.self) }
  }
}
