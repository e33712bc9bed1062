/// The candidate that was probably meant by `word`, for "did you mean"; nil when none is near.
///
/// Near: an edit distance (a swap of neighbours counts one) of at most a third of the word, at least one. Among equals
/// the
/// first in alphabetical order, so that messages are repeatable.
package func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  // Among more names no guess is made: each fault of a script would be compared with each of its names.
  let mostCandidates = 500
  let candidates = Array(candidates.prefix(mostCandidates + 1))
  guard candidates.count <= mostCandidates else { return nil }
  let scored = candidates.filter { abs($0.count - word.count) <= limit }
    .map { (candidate: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
  return scored.filter { $0.distance <= limit }
    .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?.candidate
}

/// Optimal string alignment distance in Unicode scalars; words over 64 scalars are never near anything.
public func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
  let longest = 64
  guard a.count <= longest, b.count <= longest else { return .max }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var distance = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[b.count]
}
