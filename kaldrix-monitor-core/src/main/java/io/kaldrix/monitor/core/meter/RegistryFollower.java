package io.kaldrix.monitor.core.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Hears which meters one registry gains and loses. Micrometer calls from the host's threads, which
 * only put a note into a queue; the monitor's thread takes the notes out at its next tick.
 * Recording into a meter does not pass here.
 *
 * <p>Micrometer keeps its listeners for good, so a follower that has left is an empty shell.
 */
final class RegistryFollower {

  private record Note(Meter meter, boolean added) {}

  private final Queue<Note> notes = new ConcurrentLinkedQueue<>();
  private volatile boolean left;

  private RegistryFollower() {}

  /** Begins to follow a registry: all meters that it has now are gained. */
  static RegistryFollower follow(MeterRegistry registry) {
    RegistryFollower follower = new RegistryFollower();
    registry
        .config()
        .onMeterAdded(meter -> follower.note(meter, true))
        .onMeterRemoved(meter -> follower.note(meter, false));
    registry.getMeters().forEach(meter -> follower.note(meter, true));
    return follower;
  }

  private void note(Meter meter, boolean added) {
    if (!left) {
      notes.add(new Note(meter, added));
    }
  }

  /** Takes out all notes, in order; a meter may be gained twice. */
  void drain(Consumer<Meter> gained, Consumer<Meter> lost) {
    for (Note note = notes.poll(); note != null; note = notes.poll()) {
      (note.added() ? gained : lost).accept(note.meter());
    }
  }

  void leave() {
    left = true;
    notes.clear();
  }
}
