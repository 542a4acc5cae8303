package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.core.rule.AlertMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Alerts in a state store that may hang or throw: the tick waits for it no longer than the
 * deadline.
 */
record FencedAlertMemory(AlertMemory memory, Fence fence, Duration deadline)
    implements AlertMemory {

  private static final String NAME = "state:rules";

  static FencedAlertMemory in(StateStore store, Fence fence, Duration deadline) {
    return new FencedAlertMemory(AlertMemory.in(store), fence, deadline);
  }

  @Override
  public Optional<byte[]> read() throws IOException {
    CallOutcome<Optional<byte[]>> outcome = fence.call(NAME, deadline, memory::read);
    return outcome.value().orElseThrow(() -> new IOException(outcome.problem()));
  }

  @Override
  public void write(byte[] alerts) throws IOException {
    CallOutcome<byte[]> outcome =
        fence.call(
            NAME,
            deadline,
            () -> {
              memory.write(alerts);
              return alerts;
            });
    if (outcome.value().isEmpty()) {
      throw new IOException(outcome.problem());
    }
  }
}
