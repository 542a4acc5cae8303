package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every audit trail promises. Implement it in a test class; {@link #settings()} name the same
 * empty place throughout one test.
 */
public interface AuditTrailContract extends PluginContract<AuditTrailProvider> {

  /** Returns whether the trail outlives its closing. */
  default boolean survivesReopen() {
    return true;
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  default AuditTrail create(Settings settings) {
    return provider().open(settings, () -> Examples.START);
  }

  @Test
  default void countsFromZeroWithoutGaps() throws Exception {
    try (AuditTrail trail = open()) {
      for (long i = 0; i < 50; i++) {
        assertThat(index(trail, event("event-" + i))).isEqualTo(i);
      }
    }
  }

  @Test
  default void countsWithoutGapsWhenThreadsAppendTogether() throws Exception {
    try (AuditTrail trail = open()) {
      Map<Long, String> byIndex = appendFromFourThreads(trail);
      List<Long> counted = new ArrayList<>(new TreeMap<>(byIndex).keySet());
      assertThat(counted).hasSize(200).startsWith(0L).endsWith(199L);
    }
  }

  @Test
  default void keepsTheOrderOfIndexes() throws Exception {
    try (AuditTrail trail = open()) {
      Map<Long, String> byIndex = appendFromFourThreads(trail);
      assertThat(trail.latest(200))
          .extracting(AuditEvent::resource)
          .containsExactlyElementsOf(new TreeMap<>(byIndex).values());
    }
  }

  @Test
  default void givesTheLatestOldestFirst() throws Exception {
    try (AuditTrail trail = open()) {
      for (int i = 0; i < 20; i++) {
        index(trail, event("event-" + i));
      }
      assertThat(trail.latest(3))
          .extracting(AuditEvent::resource)
          .containsExactly("event-17", "event-18", "event-19");
      assertThat(trail.latest(1_000)).hasSize(20);
      assertThat(trail.latest(0)).isEmpty();
    }
  }

  @Test
  default void keepsAllOfAnEvent() throws Exception {
    AuditEvent event =
        AuditEvent.of(
                Examples.START.plusNanos(123_456_789), "user:ada", "silence.created", "silence:7")
            .region("eu-central-1")
            .correlationId("42-é-東京-🛰️")
            .detail("comment", "two\nlines, \"quoted\" \\ and \t more")
            .detail("empty", "")
            .ended(AuditEvent.Outcome.DENIED);
    try (AuditTrail trail = open()) {
      index(trail, event);
      assertThat(trail.latest(1)).containsExactly(event);
    }
    if (survivesReopen()) {
      try (AuditTrail trail = open()) {
        assertThat(trail.latest(1)).containsExactly(event);
      }
    }
  }

  @Test
  default void appendingAfterItWasClosedFailsWithoutThrowing() throws Exception {
    AuditTrail trail = open();
    index(trail, event("before"));
    trail.close();
    assertThatCode(() -> trail.append(event("after"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> index(trail, event("after"))).isInstanceOf(ExecutionException.class);
  }

  @Test
  default void closingMakesSafeWhatWasAppended() throws Exception {
    AuditTrail trail = open();
    List<CompletableFuture<Long>> pending = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pending.add(trail.append(event("event-" + i)).toCompletableFuture());
    }
    trail.close();
    assertThat(pending)
        .allSatisfy(index -> assertThat(index).isCompletedWithValueMatching(i -> i >= 0));
  }

  @Test
  default void closingTwiceIsClosingOnce() throws Exception {
    AuditTrail trail = open();
    index(trail, event("one"));
    trail.close();
    assertThatCode(trail::close).doesNotThrowAnyException();
  }

  @Test
  default void goesOnWhereItWasLeft() throws Exception {
    assumeTrue(survivesReopen(), "the trail does not outlive its closing");
    try (AuditTrail trail = open()) {
      index(trail, event("first"));
      index(trail, event("second"));
    }
    try (AuditTrail trail = open()) {
      assertThat(index(trail, event("third"))).isEqualTo(2);
      assertThat(trail.latest(3))
          .extracting(AuditEvent::resource)
          .containsExactly("first", "second", "third");
    }
  }

  private AuditTrail open() {
    return create(Settings.of(settings()));
  }

  private long index(AuditTrail trail, AuditEvent event) throws Exception {
    return trail
        .append(event)
        .toCompletableFuture()
        .get(patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private Map<Long, String> appendFromFourThreads(AuditTrail trail) throws Exception {
    Map<Long, String> byIndex = new ConcurrentHashMap<>();
    List<String> twice = Collections.synchronizedList(new ArrayList<>());
    Together.run(
        4,
        patience(),
        thread -> {
          for (int i = 0; i < 50; i++) {
            String resource = "thread-" + thread + "-event-" + i;
            String other = byIndex.put(index(trail, event(resource)), resource);
            if (other != null) {
              twice.add(other);
            }
          }
        });
    assertThat(twice).as("events whose index another has too").isEmpty();
    return byIndex;
  }

  private static AuditEvent event(String resource) {
    return AuditEvent.of(Examples.START, "system:contract", "alert.fired", resource).succeeded();
  }
}
