import CallEngine
import Foundation

extension CallCore.Snapshot {
  /// As a store that writes calls down gives it back.
  var restored: CallCore.Snapshot {
    do {
      return try JSONDecoder().decode(CallCore.Snapshot.self, from: JSONEncoder().encode(self))
    } catch {
      preconditionFailure("a call's state does not survive being stored: \(error)")
    }
  }
}
