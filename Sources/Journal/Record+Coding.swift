internal import Foundation
internal import Patch

extension Record {
  package var kind: Kind {
    switch self {
    case .format: .format
    case .opened: .opened
    case .staged: .staged
    case .stepEnded: .stepEnded
    case .preparing: .preparing
    case .intent: .intent
    case .turningBack: .turningBack
    case .landed: .landed
    case .checked: .checked
    case .outcome: .outcome
    case .cleaned: .cleaned
    case .closed: .closed
    case .capturing: .capturing
    case .captureEnded: .captureEnded
    }
  }

  /// A path as it stands in records.
  static func encoded(_ path: RelativePath) throws(JournalError) -> [UInt8] {
    try encode(path)
  }

  func body() throws(JournalError) -> [UInt8] {
    switch self {
    case .format(let body): try Self.encode(body)
    case .opened(let body): try Self.encode(body)
    case .staged(let body): try Self.encode(body)
    case .stepEnded(let body): try Self.encode(body)
    case .preparing(let body): try Self.encode(body)
    case .intent(let body): try Self.encode(body)
    case .turningBack(let body): try Self.encode(body)
    case .landed(let body): try Self.encode(body)
    case .checked(let body): try Self.encode(body)
    case .outcome(let body): try Self.encode(body)
    case .cleaned(let body): try Self.encode(body)
    case .closed(let body): try Self.encode(body)
    case .capturing(let body): try Self.encode(body)
    case .captureEnded(let body): try Self.encode(body)
    }
  }

  private static func encode(_ value: some Encodable) throws(JournalError) -> [UInt8] {
    do {
      return try RecordEncoder.encode(value)
    } catch {
      throw .unencodable("\(error)")
    }
  }

  init(kind: Kind, body: [UInt8]) throws {
    let decoder = JSONDecoder()
    let data = Data(body)
    switch kind {
    case .format: self = .format(try decoder.decode(Format.self, from: data))
    case .opened: self = .opened(try decoder.decode(Opened.self, from: data))
    case .staged: self = .staged(try decoder.decode(Staged.self, from: data))
    case .stepEnded: self = .stepEnded(try decoder.decode(StepEnded.self, from: data))
    case .preparing: self = .preparing(try decoder.decode(Preparing.self, from: data))
    case .intent: self = .intent(try decoder.decode(Intent.self, from: data))
    case .turningBack: self = .turningBack(try decoder.decode(TurningBack.self, from: data))
    case .landed: self = .landed(try decoder.decode(Landed.self, from: data))
    case .checked: self = .checked(try decoder.decode(Checked.self, from: data))
    case .outcome: self = .outcome(try decoder.decode(Outcome.self, from: data))
    case .cleaned: self = .cleaned(try decoder.decode(Cleaned.self, from: data))
    case .closed: self = .closed(try decoder.decode(Closed.self, from: data))
    case .capturing: self = .capturing(try decoder.decode(Capturing.self, from: data))
    case .captureEnded: self = .captureEnded(try decoder.decode(CaptureEnded.self, from: data))
    }
  }
}
