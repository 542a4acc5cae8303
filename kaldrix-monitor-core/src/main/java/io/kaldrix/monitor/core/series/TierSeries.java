package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.core.series.chunk.ChunkDecoder;
import io.kaldrix.monitor.core.series.chunk.ChunkEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The aggregates of one series in all tiers. Fed under the store's lock, read by any thread: what a
 * reader takes hold of is immutable.
 */
final class TierSeries {

  private static final AggregateChunk[] NO_CHUNKS = {};
  private static final long OBJECT_BYTES = 64;
  private static final long AGGREGATE_BYTES = 64;

  /** Aggregates of one tier: compressed ones, then some more, the last of which may yet grow. */
  static final class Aggregates {
    private static final Aggregates NONE = new Aggregates(NO_CHUNKS, List.of());

    private final AggregateChunk[] chunks;
    private final List<Aggregate> recent;

    Aggregates(AggregateChunk[] chunks, List<Aggregate> recent) {
      this.chunks = chunks;
      this.recent = recent;
    }

    List<AggregateChunk> chunks() {
      return List.of(chunks);
    }

    List<Aggregate> recent() {
      return recent;
    }

    private boolean isEmpty() {
      return chunks.length == 0 && recent.isEmpty();
    }

    private long bytes() {
      long bytes = OBJECT_BYTES + AGGREGATE_BYTES * recent.size();
      for (AggregateChunk chunk : chunks) {
        bytes += 40 + chunk.sizeBytes();
      }
      return bytes;
    }
  }

  /**
   * What a reader sees at one moment.
   *
   * @param fiveMinutes the fine aggregates
   * @param hour the coarse ones
   * @param fedUntilMillis the time of the latest sample that they tell of
   */
  record State(Aggregates fiveMinutes, Aggregates hour, long fedUntilMillis) {
    private static final State NOTHING =
        new State(Aggregates.NONE, Aggregates.NONE, Long.MIN_VALUE);

    Aggregates of(Tier tier) {
      return switch (tier) {
        case FIVE_MINUTES -> fiveMinutes;
        case HOUR -> hour;
      };
    }

    private State with(Tier tier, Aggregates aggregates) {
      return switch (tier) {
        case FIVE_MINUTES -> new State(aggregates, hour, fedUntilMillis);
        case HOUR -> new State(fiveMinutes, aggregates, fedUntilMillis);
      };
    }

    private State fedUntil(long millis) {
      return new State(fiveMinutes, hour, millis);
    }

    private long bytes() {
      return 2 * OBJECT_BYTES + fiveMinutes.bytes() + hour.bytes();
    }
  }

  private final Labels labels;
  private volatile State state;
  private long bytes;

  TierSeries(Labels labels) {
    this.labels = labels;
    this.state = State.NOTHING;
    this.bytes = state.bytes();
  }

  Labels labels() {
    return labels;
  }

  State state() {
    return state;
  }

  long bytes() {
    return bytes;
  }

  private void become(State next) {
    state = next;
    bytes = next.bytes();
  }

  /** Takes over what an earlier process had. */
  void restore(Tier tier, List<AggregateChunk> chunks, List<Aggregate> recent, long fedUntil) {
    Aggregates aggregates =
        new Aggregates(chunks.toArray(AggregateChunk[]::new), List.copyOf(recent));
    become(state.with(tier, aggregates).fedUntil(fedUntil));
  }

  /** Adds samples later than all; earlier ones are passed over. */
  void feed(long[] timestampsMillis, double[] values, int count, ChunkEncoder encoder) {
    State now = state;
    int first = 0;
    while (first < count && timestampsMillis[first] <= now.fedUntilMillis) {
      first++;
    }
    if (first == count) {
      return;
    }
    State next = now.fedUntil(timestampsMillis[count - 1]);
    for (Tier tier : Tier.values()) {
      Aggregates before = now.of(tier);
      List<Aggregate> recent = new ArrayList<>(before.recent);
      add(recent, timestampsMillis, values, first, count, tier);
      next = next.with(tier, compressed(before.chunks, recent, encoder));
    }
    become(next);
  }

  /** Adds samples to aggregates, the last of which may grow. */
  static void add(
      List<Aggregate> aggregates,
      long[] timestampsMillis,
      double[] values,
      int from,
      int to,
      Tier tier) {
    long length = tier.length().toMillis();
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        continue;
      }
      long start = Math.floorDiv(timestampsMillis[i], length) * length;
      int last = aggregates.size() - 1;
      if (last >= 0 && aggregates.get(last).startMillis() == start) {
        aggregates.set(last, grown(aggregates.get(last), value));
      } else {
        aggregates.add(new Aggregate(start, 1, value, value, value, value));
      }
    }
  }

  private static Aggregate grown(Aggregate aggregate, double value) {
    return new Aggregate(
        aggregate.startMillis(),
        aggregate.count() + 1,
        Math.min(aggregate.min(), value),
        Math.max(aggregate.max(), value),
        aggregate.sum() + value,
        value);
  }

  private static Aggregates compressed(
      AggregateChunk[] chunks, List<Aggregate> recent, ChunkEncoder encoder) {
    AggregateChunk[] more = chunks;
    List<Aggregate> left = recent;
    while (left.size() > AggregateChunk.MOST) { // the last one may grow
      more = Arrays.copyOf(more, more.length + 1);
      more[more.length - 1] = AggregateChunk.of(left.subList(0, AggregateChunk.MOST), encoder);
      left = left.subList(AggregateChunk.MOST, left.size());
    }
    return new Aggregates(more, List.copyOf(left));
  }

  /** Drops chunks that end before a time. */
  void dropBefore(Tier tier, long oldestMillis) {
    Aggregates before = state.of(tier);
    int gone = 0;
    while (gone < before.chunks.length && before.chunks[gone].lastStartMillis() < oldestMillis) {
      gone++;
    }
    List<Aggregate> recent = before.recent;
    boolean over =
        gone == before.chunks.length
            && !recent.isEmpty()
            && recent.get(recent.size() - 1).startMillis() < oldestMillis;
    if (gone > 0 || over) {
      Aggregates left =
          new Aggregates(
              Arrays.copyOfRange(before.chunks, gone, before.chunks.length),
              over ? List.of() : recent);
      become(state.with(tier, left));
    }
  }

  /** Returns whether there is no aggregate. */
  boolean isEmpty() {
    return state.fiveMinutes().isEmpty() && state.hour().isEmpty();
  }

  /** Returns a time before which there is no aggregate of the tier. */
  long oldestMillis(Tier tier) {
    Aggregates aggregates = state.of(tier);
    if (aggregates.chunks.length > 0) {
      return aggregates.chunks[0].lastStartMillis()
          - AggregateChunk.MOST * tier.length().toMillis();
    }
    return aggregates.recent.isEmpty() ? Long.MAX_VALUE : aggregates.recent.get(0).startMillis();
  }

  /** Adds the aggregates whose stretches begin within a window to {@code target}, ascending. */
  static void read(
      Aggregates aggregates,
      long fromMillis,
      long toMillis,
      List<Aggregate> target,
      ChunkDecoder decoder) {
    List<Aggregate> all = new ArrayList<>();
    for (AggregateChunk chunk : aggregates.chunks) {
      if (chunk.lastStartMillis() >= fromMillis) {
        chunk.read(all, decoder);
      }
    }
    all.addAll(aggregates.recent);
    for (Aggregate each : all) {
      if (each.startMillis() >= fromMillis && each.startMillis() <= toMillis) {
        target.add(each);
      }
    }
  }
}
