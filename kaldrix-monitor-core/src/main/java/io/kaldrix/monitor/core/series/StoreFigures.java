package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What a store holds, and what it had to refuse. May be shared between threads. */
public final class StoreFigures {

  /** Why a sample was dropped. */
  public enum Reason {
    /** Its series was refused. */
    LIMIT,
    /** Its series had a later one and the window for that was over, or it is of no tick's time. */
    OUT_OF_ORDER,
    /** Samples of its time are compressed already, or no longer kept. */
    TOO_OLD,
    /** Its series has a sample of that time. */
    DUPLICATE;

    /** Returns the reason's name as a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MOST_METRICS = 1_000;

  private final Map<Reason, LongAdder> droppedSamples = new ConcurrentHashMap<>();
  private final Map<String, Refused> refusedSeries = new ConcurrentHashMap<>();
  private volatile int series;
  private volatile long bytes;
  private volatile long historyBytes;

  private static final class Refused {
    private final Labels first;
    private final LongAdder count = new LongAdder();

    Refused(Labels first) {
      this.first = first;
    }
  }

  StoreFigures() {}

  void dropSamples(Reason reason) {
    droppedSamples.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  /** Counts a refused series; returns whether it is the first of its metric. */
  boolean refuseSeries(Labels labels) {
    String metric = labels.metricName();
    boolean first = !refusedSeries.containsKey(metric);
    if (first && refusedSeries.size() >= MOST_METRICS) {
      metric = "";
      first = !refusedSeries.containsKey(metric);
    }
    refusedSeries.computeIfAbsent(metric, name -> new Refused(labels)).count.increment();
    return first;
  }

  Optional<Labels> refusedFirst(String metric) {
    return Optional.ofNullable(refusedSeries.get(metric)).map(refused -> refused.first);
  }

  void seriesCount(int count) {
    series = count;
  }

  void stored(int seriesCount, long bytesOfSamples, long bytesOfHistory) {
    series = seriesCount;
    bytes = bytesOfSamples;
    historyBytes = bytesOfHistory;
  }

  /** Returns the number of series. */
  public int series() {
    return series;
  }

  /** Returns the memory that samples take. */
  public long bytes() {
    return bytes;
  }

  /** Returns the memory that compressed samples take, which is a part of {@link #bytes}. */
  public long historyBytes() {
    return historyBytes;
  }

  /** Returns how many samples, or rows of samples, were dropped for {@code reason}. */
  public long droppedSamples(Reason reason) {
    LongAdder dropped = droppedSamples.get(reason);
    return dropped == null ? 0 : dropped.sum();
  }

  /** Returns how many times a series of a metric was refused. */
  public long refusedSeries(String metric) {
    Refused refused = refusedSeries.get(metric);
    return refused == null ? 0 : refused.count.sum();
  }

  /**
   * Returns metrics that had series refused, {@code most} at most.
   *
   * @param known how many the caller knows; if there are no more, none is returned
   */
  public Set<String> metricsRefused(int known, int most) {
    if (refusedSeries.size() <= known || known >= most) {
      return Set.of();
    }
    return refusedSeries.keySet().stream().sorted().limit(most).collect(Collectors.toSet());
  }

  /**
   * Returns how many times a series of each metric was refused. Once very many metrics had some
   * refused, those of further ones are counted together under the empty name.
   */
  public Map<String, Long> refusedSeries() {
    Map<String, Long> refused = new TreeMap<>();
    refusedSeries.forEach((metric, each) -> refused.put(metric, each.count.sum()));
    return refused;
  }
}
