import Foundation

/// Runs a body on a thread of its own.
///
/// What waits there for a process keeps none of the few threads that tests and tasks share: with as
/// many tests as processors waiting, the tasks they wait for would never run.
package func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread { continuation.resume(returning: body()) }.start()
  }
}
