/// What `doctor` found; nothing was touched.
public struct Diagnosis: Sendable {
  /// How bad a finding is.
  public enum Severity: String, Sendable, Hashable {
    /// Something undo or recovery needs is lost or cannot be trusted.
    case damage
    /// Something should be put right; nothing is lost.
    case warning
    /// Good to know.
    case note
  }

  /// One thing found.
  public struct Finding: Sendable, Hashable {
    /// How bad it is.
    public var severity: Severity
    /// What it is about: `journal`, `operation index`, `packs`, `references`, `permissions`, `store`.
    public var subject: String
    /// One or two sentences.
    public var message: String
  }

  /// What the file system under the workspace gives.
  public struct Durability: Sendable, Hashable {
    /// Types of the file systems below workspace and store.
    public var workspace: String
    /// The store's, the workspace's when there is none yet.
    public var store: String
    /// Whether both are one mount, so that new contents are staged in the store; else beside their
    /// targets.
    public var isOneMount: Bool
    /// Whether `renameat2` exchanges two files atomically; nil: not tried.
    public var exchange: Bool?
    /// Whether `renameat2` refuses a taken name; nil: not tried.
    public var noReplace: Bool?
    /// Whether files without a name can be made (`O_TMPFILE`); nil: unknown.
    public var unnamedFiles: Bool?
    /// What follows, in sentences.
    public var statements: [String]
  }

  /// The store's absolute path; nil when there is none yet.
  public internal(set) var store: [UInt8]?
  /// Everything found, in the order looked at.
  public internal(set) var findings: [Finding] = []
  /// Operations, packs and objects that were read.
  public internal(set) var operations = 0
  /// Packs read.
  public internal(set) var packs = 0
  /// Objects that inflated and had their ids.
  public internal(set) var objects = 0
  /// What the file system gives.
  public internal(set) var durability: Durability

  /// Whether something needed is lost or cannot be trusted.
  public var isDamaged: Bool { findings.contains { $0.severity == .damage } }

  mutating func add(_ severity: Severity, _ subject: String, _ message: String) {
    findings.append(Finding(severity: severity, subject: subject, message: message))
  }
}
