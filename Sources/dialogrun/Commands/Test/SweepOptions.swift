import ArgumentParser
import DialogTesting

/// Every case again under perturbations: those that its file names under `sweep`, or those given here.
struct SweepOptions: ParsableArguments {
  @Option(
    name: .customLong("sweep"), defaultAsFlag: Chosen.all, parsing: .next,
    help: ArgumentHelp(
      "Play every case again under these perturbations, or under all of them when none is named; instead of those that "
        + "files ask for. `none` leaves sweeps out.",
      valueName: "names"),
    transform: Chosen.init)
  var chosen: Chosen?

  @Option(name: .customLong("sweep-variants"), help: "In how many ways each case is perturbed.")
  var variants = Sweep.standardVariants

  func validate() throws {
    guard (1...Sweep.mostVariants).contains(variants) else {
      throw ValidationError("--sweep-variants is a number from 1 to \(Sweep.mostVariants)")
    }
  }

  /// `fillers,split_turns`
  struct Chosen: Sendable, CustomStringConvertible {
    static let all = Chosen(Perturbation.allCases)

    var perturbations: [Perturbation]

    var description: String {
      perturbations == Perturbation.allCases ? "all" : perturbations.map(\.rawValue).joined(separator: ",")
    }

    init(_ perturbations: [Perturbation]) { self.perturbations = perturbations }

    init(_ argument: String) throws {
      if let whole = ["all": Perturbation.allCases, "none": []][argument] {
        perturbations = whole
        return
      }
      perturbations = try argument.split(separator: ",").map { name in
        guard let perturbation = Perturbation(rawValue: String(name)) else {
          let known = Perturbation.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("no perturbation named `\(name)`; there are \(known). Files stand before --sweep")
        }
        return perturbation
      }
    }
  }

}

extension SweepOptions: TestAddition {
  func add(to run: inout TestRun) async throws {
    // With replies from outside the files, other words would ask for what is not there.
    if run.files.contains(where: { $0.outcome.file?.cassette != nil }) { return }
    let report = await Sweep.run(run.files, chosen?.perturbations, variants: variants, run.settings)
    if !report.rows.isEmpty { run.result.sections.append(report.section) }
  }
}
