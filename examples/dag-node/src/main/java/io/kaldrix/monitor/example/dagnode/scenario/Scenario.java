package io.kaldrix.monitor.example.dagnode.scenario;

import io.kaldrix.monitor.example.dagnode.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Faults one after the other, with quiet before, between and after. A longer scenario is the same
 * one with more quiet.
 *
 * @param length how long it all takes
 * @param acts in order, none overlaps another
 */
public record Scenario(Duration length, List<Act> acts) {

  /** The least time in which every act can be seen from the first symptom to its end. */
  public static final Duration SHORTEST = Duration.ofSeconds(85);

  /** What any fault may cause, depending on which node the next transactions go to. */
  private static final Set<String> SIDE_EFFECTS =
      Set.of("DagParticipationLow", "DagPeersMissing", "DagTransactionsSlow");

  /** Creates a scenario. */
  public Scenario {
    acts = List.copyOf(acts);
    if (length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "duration is " + length.toSeconds() + "s, must be " + SHORTEST.toSeconds() + "s or more");
    }
  }

  /**
   * Returns the scenario of four faults over {@code length}.
   *
   * @throws IllegalArgumentException if that is too short
   */
  public static Scenario over(Duration length, Faults faults) {
    Duration quiet = length.minus(SHORTEST).dividedBy(5);
    return new Scenario(
        length,
        List.of(
            new Act(
                faults.stopNode("node-3"),
                Duration.ofSeconds(20).plus(quiet),
                Duration.ofSeconds(28).plus(quiet),
                Set.of("DagNodeDown"),
                SIDE_EFFECTS),
            new Act(
                faults.stallPeer("node-4"),
                Duration.ofSeconds(37).plus(quiet.multipliedBy(2)),
                Duration.ofSeconds(45).plus(quiet.multipliedBy(2)),
                Set.of("DagNodeStalled"),
                SIDE_EFFECTS),
            new Act(
                faults.forgedSignatures(600),
                Duration.ofSeconds(54).plus(quiet.multipliedBy(3)),
                Duration.ofSeconds(60).plus(quiet.multipliedBy(3)),
                Set.of(
                    "DagForgedSignatures",
                    "DagRefusalsUnusual",
                    "dag-forged-signatures",
                    "dag-under-attack"),
                SIDE_EFFECTS),
            new Act(
                faults.slowDisk("node-2", Duration.ofMillis(350)),
                Duration.ofSeconds(66).plus(quiet.multipliedBy(4)),
                Duration.ofSeconds(75).plus(quiet.multipliedBy(4)),
                Set.of("DagDiskWriteSlow"),
                SIDE_EFFECTS)));
  }
}
