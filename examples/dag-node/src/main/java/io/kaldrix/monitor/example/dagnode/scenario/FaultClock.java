package io.kaldrix.monitor.example.dagnode.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Injects and clears the faults of a scenario as time goes by. For one thread. */
public final class FaultClock {

  private record Cue(Duration at, Runnable action) {}

  private final List<Cue> cues = new ArrayList<>();
  private int next;

  /**
   * Creates a clock at zero.
   *
   * @param injected hears of each act that begins
   * @param cleared hears of each act that ends
   */
  public FaultClock(Scenario scenario, Consumer<Act> injected, Consumer<Act> cleared) {
    for (Act act : scenario.acts()) {
      cues.add(
          new Cue(
              act.from(),
              () -> {
                injected.accept(act);
                act.fault().inject();
              }));
      cues.add(
          new Cue(
              act.until(),
              () -> {
                act.fault().clear();
                cleared.accept(act);
              }));
    }
    cues.sort(Comparator.comparing(Cue::at));
  }

  /** Does all that is due {@code elapsed} after the scenario's start and has not been done. */
  public void advanceTo(Duration elapsed) {
    while (next < cues.size() && cues.get(next).at().compareTo(elapsed) <= 0) {
      cues.get(next++).action().run();
    }
  }
}
