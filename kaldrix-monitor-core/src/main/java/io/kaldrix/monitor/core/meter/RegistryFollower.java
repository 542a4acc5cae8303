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

  /** What happened to a meter. */
  private enum Event {
    WAS_THERE,
    ADDED,
    REMOVED
  }

  private record Note(Meter meter, Event event) {}

  /** What is told of a meter that is gained. */
  @FunctionalInterface
  interface Gain {
    /**
     * Takes a meter.
     *
     * @param isNew whether it was made since the registry is followed
     */
    void gain(Meter meter, boolean isNew);
  }

  private final Queue<Note> notes = new ConcurrentLinkedQueue<>();
  private volatile boolean left;

  private RegistryFollower() {}

  /** Begins to follow a registry: all meters that it has now are gained. */
  static RegistryFollower follow(MeterRegistry registry) {
    RegistryFollower follower = new RegistryFollower();
    registry
        .config()
        .onMeterAdded(meter -> follower.note(meter, Event.ADDED))
        .onMeterRemoved(meter -> follower.note(meter, Event.REMOVED));
    registry.getMeters().forEach(meter -> follower.note(meter, Event.WAS_THERE));
    return follower;
  }

  private void note(Meter meter, Event event) {
    if (!left) {
      notes.add(new Note(meter, event));
    }
  }

  /** Takes out all notes, in order; a meter may be gained twice. */
  void drain(Gain gained, Consumer<Meter> lost) {
    for (Note note = notes.poll(); note != null; note = notes.poll()) {
      if (note.event() == Event.REMOVED) {
        lost.accept(note.meter());
      } else {
        gained.gain(note.meter(), note.event() == Event.ADDED);
      }
    }
  }

  void leave() {
    left = true;
    notes.clear();
  }
}
