package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.notify.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What waits to go through one channel: worst first, then oldest first. What is told of one group
 * keeps its order, whatever its severity, so that nobody hears that it is over before hearing of
 * it. Bounded: where there is no room, the least severe gives way, and of these the oldest. For one
 * thread.
 */
final class DeliveryQueue {

  private final int capacity;
  private final Map<Severity, NavigableMap<Long, Delivery>> waiting = new EnumMap<>(Severity.class);
  private final Map<String, NavigableSet<Long>> sequencesByGroup = new HashMap<>();
  private int size;
  private long nextSequence;

  /** Creates an empty queue with room for {@code capacity} deliveries, one or more. */
  DeliveryQueue(int capacity) {
    this.capacity = capacity;
    for (Severity severity : Severity.values()) {
      waiting.put(severity, new TreeMap<>());
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds a notification's first attempt.
   *
   * @return the delivery that gave way, which may be the new one; empty if there was room
   */
  Optional<Delivery> add(Notification notification, Instant due) {
    return put(new Delivery(notification, 1, due, nextSequence++));
  }

  /**
   * Puts a delivery, or puts it back to be tried again; it keeps its place.
   *
   * @return the delivery that gave way, which may be this one; empty if there was room
   */
  Optional<Delivery> put(Delivery delivery) {
    of(delivery.notification().severity()).put(delivery.sequence(), delivery);
    sequencesByGroup
        .computeIfAbsent(delivery.notification().groupKey(), key -> new TreeSet<>())
        .add(delivery.sequence());
    size++;
    return size <= capacity ? Optional.empty() : Optional.of(giveWay());
  }

  private Delivery giveWay() {
    Severity[] severities = Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      NavigableMap<Long, Delivery> mildest = of(severities[i]);
      if (!mildest.isEmpty()) {
        return remove(mildest, mildest.firstEntry().getValue());
      }
    }
    throw new IllegalStateException("a queue that is too full is not empty");
  }

  /** Takes what is to be tried at {@code now}, empty if nothing is due. */
  Optional<Delivery> takeDue(Instant now) {
    for (NavigableMap<Long, Delivery> sameSeverity : waiting.values()) {
      for (Delivery delivery : sameSeverity.values()) {
        if (!delivery.due().isAfter(now) && isFirstOfGroup(delivery)) {
          return Optional.of(remove(sameSeverity, delivery));
        }
      }
    }
    return Optional.empty();
  }

  /** Takes all that waits, due or not, in order. */
  List<Delivery> takeAll() {
    List<Delivery> all = new ArrayList<>(size);
    Optional<Delivery> next = takeDue(Instant.MAX);
    while (next.isPresent()) {
      all.add(next.get());
      next = takeDue(Instant.MAX);
    }
    return all;
  }

  private boolean isFirstOfGroup(Delivery delivery) {
    NavigableSet<Long> group = sequencesByGroup.get(delivery.notification().groupKey());
    return group == null || group.first() == delivery.sequence();
  }

  private Delivery remove(NavigableMap<Long, Delivery> sameSeverity, Delivery delivery) {
    sameSeverity.remove(delivery.sequence());
    sequencesByGroup.computeIfPresent(
        delivery.notification().groupKey(),
        (key, sequences) -> {
          sequences.remove(delivery.sequence());
          return sequences.isEmpty() ? null : sequences;
        });
    size--;
    return delivery;
  }

  private NavigableMap<Long, Delivery> of(Severity severity) {
    return waiting.computeIfAbsent(severity, s -> new TreeMap<>());
  }
}
