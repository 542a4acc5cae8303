package io.kaldrix.monitor.core.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Tries one reader out with many inputs. What is worth making further inputs of is told by what the
 * reader says (a refusal in words that were not heard before) and by how long it took.
 *
 * <p>Time is that of the thread on a processor, so that neighbours do not count; what takes too
 * long once is tried again, so that compiling does not either. For one thread.
 */
final class FuzzRun {

  private static final long MOST_NANOS = 100_000_000;
  private static final int TRIES = 5;
  private static final int MOST_FINDINGS = 20;
  private static final int MOST_SHAPES = 100_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final Mutator mutator;
  private final Set<Integer> shapes = new HashSet<>();
  private final Map<String, Throwable> findings = new LinkedHashMap<>();
  private long accepted;
  private long refused;
  private long slowestNanos;
  private String slowest = "";

  FuzzRun(FuzzTarget target, long seed) {
    this.target = target;
    this.mutator = new Mutator(target, new Random(seed));
  }

  /** Tries {@code count} inputs, or fewer if there are findings enough. */
  void run(long count) {
    for (long i = 0; i < count && findings.size() < MOST_FINDINGS; i++) {
      tryOut(mutator.next());
    }
  }

  /** Tries one input. */
  void tryOut(byte[] input) {
    String said;
    long nanos;
    try {
      long start = THREADS.getCurrentThreadCpuTime();
      said = target.reader().read(input);
      nanos = THREADS.getCurrentThreadCpuTime() - start;
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      findings.putIfAbsent(text(input), e);
      return;
    }
    if (said.isEmpty()) {
      accepted++;
    } else if (said.isBlank()) {
      findings.putIfAbsent(text(input), new AssertionError("refused without a word"));
    } else {
      refused++;
    }
    boolean news = shapes.size() < MOST_SHAPES && shapes.add(shape(said, input));
    boolean slow = nanos > slowestNanos;
    if (slow) {
      time(input, nanos);
    }
    if (slow) {
      mutator.keepSlow(input);
    } else if (news) {
      mutator.keep(input);
    }
  }

  private void time(byte[] input, long firstNanos) {
    long nanos = firstNanos;
    for (int i = 0; i < TRIES && nanos > slowestNanos; i++) {
      nanos = Math.min(nanos, again(input));
    }
    if (nanos > slowestNanos) {
      slowestNanos = nanos;
      slowest = text(input);
    }
    if (nanos > MOST_NANOS) {
      findings.putIfAbsent(
          text(input), new AssertionError("takes " + nanos / 1_000_000 + " ms of a processor"));
    }
  }

  private long again(byte[] input) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      target.reader().read(input);
    } catch (Exception e) {
      throw new IllegalStateException("threw the second time only: " + text(input), e);
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** Returns what is said before it tells of the input, or about how long an accepted one is. */
  private static int shape(String said, byte[] input) {
    if (said.isEmpty()) {
      return 64 - Long.numberOfLeadingZeros(input.length);
    }
    int hash = 1;
    for (int i = 0; i < said.length() && i < 80; i++) {
      char c = said.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        break;
      }
      hash = c >= '0' && c <= '9' ? hash : 31 * hash + c;
    }
    return hash;
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** Returns what went wrong, by the input's bytes as Latin-1. */
  Map<String, Throwable> findings() {
    return findings;
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused;
  }

  /** Returns the longest time that an input took, of several tries the least. */
  long slowestNanos() {
    return slowestNanos;
  }

  @Override
  public String toString() {
    return String.format(
        "%-16s %,12d accepted %,12d refused %6d kinds, slowest %.1f ms for %d bytes: %s",
        target.name(),
        accepted,
        refused,
        shapes.size(),
        slowestNanos / 1e6,
        slowest.length(),
        slowest.substring(0, Math.min(60, slowest.length())).replaceAll("[^ -~]", "."));
  }
}
