package io.kaldrix.monitor.core.series;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

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

  private final Map<Reason, LongAdder> droppedSamples = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusedSeries = new ConcurrentHashMap<>();
  private volatile int series;
  private volatile long bytes;

  StoreFigures() {}

  void dropSamples(Reason reason) {
    droppedSamples.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  /** Counts a refused series; returns whether it is the first of its metric. */
  boolean refuseSeries(String metric) {
    boolean first = !refusedSeries.containsKey(metric);
    refusedSeries.computeIfAbsent(metric, name -> new LongAdder()).increment();
    return first;
  }

  void seriesCount(int count) {
    series = count;
  }

  void stored(int seriesCount, long bytesOfSamples) {
    series = seriesCount;
    bytes = bytesOfSamples;
  }

  /** Returns the number of series. */
  public int series() {
    return series;
  }

  /** Returns the memory that samples take. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many samples, or rows of samples, were dropped for {@code reason}. */
  public long droppedSamples(Reason reason) {
    LongAdder dropped = droppedSamples.get(reason);
    return dropped == null ? 0 : dropped.sum();
  }

  /** Returns how many times a series of each metric was refused. */
  public Map<String, Long> refusedSeries() {
    Map<String, Long> refused = new TreeMap<>();
    refusedSeries.forEach((metric, count) -> refused.put(metric, count.sum()));
    return refused;
  }
}
