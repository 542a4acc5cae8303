package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.core.alarm.engine.AlarmKeeping;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Keeps where alarms stand in the state store, with a deadline for what may be a plugin. */
record FencedAlarmKeeping(StateStore store, Fence fence, Duration deadline)
    implements AlarmKeeping {

  private static final String KEY = "rules/alarms";
  private static final String CALL = "state";

  @Override
  public Optional<byte[]> read() throws IOException {
    CallOutcome<Optional<byte[]>> outcome = fence.call(CALL, deadline, () -> store.read(KEY));
    return outcome.value().orElseThrow(() -> new IOException(outcome.problem()));
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    CallOutcome<String> outcome =
        fence.call(
            CALL,
            deadline,
            () -> {
              store.write(KEY, bytes);
              return KEY;
            });
    if (outcome.value().isEmpty()) {
      throw new IOException(outcome.problem());
    }
  }
}
