package io.kaldrix.monitor.alerting.dispatch;

import static io.kaldrix.monitor.alerting.dispatch.Example.T0;
import static io.kaldrix.monitor.alerting.dispatch.Example.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryQueueTest {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private static List<String> keysOf(List<Delivery> deliveries) {
    return deliveries.stream().map(d -> d.notification().idempotencyKey()).toList();
  }

  private static Optional<String> keyOf(Optional<Delivery> delivery) {
    return delivery.map(d -> d.notification().idempotencyKey());
  }

  @Test
  void theWorstGoesFirstAndAmongEqualsTheOldest() {
    DeliveryQueue queue = new DeliveryQueue(10);
    queue.add(notification("low", "a", Severity.LOW), T0);
    queue.add(notification("critical-1", "b", Severity.CRITICAL), T0);
    queue.add(notification("medium", "c", Severity.MEDIUM), T0);
    queue.add(notification("critical-2", "d", Severity.CRITICAL), T0);
    assertThat(keysOf(queue.takeAll()))
        .containsExactly("critical-1", "critical-2", "medium", "low");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whatIsNotDueWaitsAndLetsOthersPass() {
    DeliveryQueue queue = new DeliveryQueue(10);
    queue.add(notification("later", "a", Severity.CRITICAL), T0.plusSeconds(10));
    queue.add(notification("now", "b", Severity.LOW), T0);
    assertThat(keyOf(queue.takeDue(T0))).contains("now");
    assertThat(queue.takeDue(T0)).isEmpty();
    assertThat(keyOf(queue.takeDue(T0.plusSeconds(10)))).contains("later");
  }

  @Test
  void whatIsToldOfOneGroupKeepsItsOrderWhateverItsSeverity() {
    DeliveryQueue queue = new DeliveryQueue(10);
    queue.add(notification("fires", "a", Severity.LOW), T0);
    queue.add(notification("worse", "a", Severity.CRITICAL), T0);
    assertThat(keysOf(queue.takeAll())).containsExactly("fires", "worse");
  }

  @Test
  void aGroupWaitsForItsFirstToBeTriedAgain() {
    DeliveryQueue queue = new DeliveryQueue(10);
    queue.add(notification("fires", "a", Severity.HIGH), T0);
    queue.add(notification("over", "a", Severity.HIGH), T0);
    Delivery failed = queue.takeDue(T0).orElseThrow();
    queue.put(failed.again(T0.plusSeconds(5)));
    assertThat(queue.takeDue(T0)).isEmpty();
    assertThat(keyOf(queue.takeDue(T0.plusSeconds(5)))).contains("fires");
    assertThat(keyOf(queue.takeDue(T0.plusSeconds(5)))).contains("over");
  }

  @Test
  void withoutRoomTheOldestOfTheLeastSevereGivesWay() {
    DeliveryQueue queue = new DeliveryQueue(2);
    assertThat(queue.add(notification("low-1", "a", Severity.LOW), T0)).isEmpty();
    assertThat(queue.add(notification("low-2", "b", Severity.LOW), T0)).isEmpty();
    assertThat(keyOf(queue.add(notification("high", "c", Severity.HIGH), T0))).contains("low-1");
    assertThat(keyOf(queue.add(notification("p0", "d", Severity.CRITICAL), T0))).contains("low-2");
    assertThat(keyOf(queue.add(notification("low-3", "e", Severity.LOW), T0))).contains("low-3");
    assertThat(keysOf(queue.takeAll())).containsExactly("p0", "high");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nothingIsLostOrDoubledAndGroupsKeepTheirOrder(long seed) {
    Random random = new Random(seed);
    for (int turn = 0; turn < 100; turn++) {
      List<Integer> arrivals =
          IntStream.range(0, random.nextInt(61)).mapToObj(i -> random.nextInt(32)).toList();
      assertNothingIsLostOrDoubled(arrivals, 1 + random.nextInt(40));
    }
  }

  private static void assertNothingIsLostOrDoubled(List<Integer> arrivals, int capacity) {
    String run = "arrivals " + arrivals + ", capacity " + capacity;
    DeliveryQueue queue = new DeliveryQueue(capacity);
    List<String> gaveWay = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Severity severity = SEVERITIES.get(arrivals.get(i) % 4);
      String group = "group " + arrivals.get(i) / 4;
      keyOf(queue.add(notification(Integer.toString(i), group, severity), T0))
          .ifPresent(gaveWay::add);
    }
    assertThat(queue.size()).as(run).isEqualTo(Math.min(arrivals.size(), capacity));
    Map<String, Integer> lastOfGroup = new HashMap<>();
    List<String> taken = new ArrayList<>();
    for (Delivery delivery : queue.takeAll()) {
      int key = Integer.parseInt(delivery.notification().idempotencyKey());
      Integer before = lastOfGroup.put(delivery.notification().groupKey(), key);
      assertThat(before == null || before < key).as(run).isTrue();
      taken.add(delivery.notification().idempotencyKey());
    }
    taken.addAll(gaveWay);
    assertThat(taken).as(run).doesNotHaveDuplicates().hasSize(arrivals.size());
    assertThat(queue.takeDue(Instant.MAX)).as(run).isEmpty();
  }
}
