internal import Glibc

/// Repeats a call that does only some of its work, or is interrupted, until all is done.
///
/// - Parameter call: goes on behind what was done; returns how much it did, or -1 and `errno`.
/// - Returns: the errno that ended it; nil when all is done.
func completing(_ count: Int, _ call: (_ done: Int) -> Int) -> Int32? {
  var done = 0
  while done < count {
    let some = call(done)
    if some > 0 {
      done += some
    } else if some == 0 {
      // Nothing done and nothing said: it would not end.
      return EIO
    } else if errno != EINTR {
      return errno
    }
  }
  return nil
}
