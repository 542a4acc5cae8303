package io.kaldrix.monitor.core.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes inputs of those that were interesting before. Equal seeds and pools give equal inputs. For
 * one thread.
 */
final class Mutator {

  /** The longest input, in bytes. */
  static final int MOST_BYTES = 10_000;

  private static final int MOST_IN_POOL = 2_000;
  private static final int MOST_SLOW = 8;
  private static final int MOST_CHANGES = 6;

  private final Random random;
  private final List<byte[]> seeds;
  private final List<byte[]> pool = new ArrayList<>();
  private final List<byte[]> slow = new ArrayList<>();
  private final List<byte[]> words;

  Mutator(FuzzTarget target, Random random) {
    this.random = random;
    this.words = target.words();
    this.seeds = target.seeds();
    pool.addAll(seeds);
  }

  /** Keeps one of the slowest inputs. They are taken up seldom, or nothing else would be tried. */
  void keepSlow(byte[] input) {
    slow.add(input);
    if (slow.size() > MOST_SLOW) {
      slow.remove(0);
    }
  }

  /** Keeps an input to make others of; if there are too many, instead of another. */
  void keep(byte[] input) {
    if (pool.size() < MOST_IN_POOL) {
      pool.add(input);
    } else {
      pool.set(random.nextInt(MOST_IN_POOL), input);
    }
  }

  byte[] next() {
    boolean fromSlow = !slow.isEmpty() && random.nextInt(64) == 0;
    byte[] input = pick(fromSlow ? slow : random.nextBoolean() ? seeds : pool);
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] changed(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(random.nextInt(20) == 0 ? 400 : 12));
    int kind = random.nextInt(200);
    if (kind == 0) { // the same over and over, as long as may be
      return repeated(input, from, to);
    }
    if (kind == 1) { // deep nesting, or one long word
      byte[] word = pick(words);
      return joined(input, from, times(word, random.nextInt(MOST_BYTES)), to);
    }
    return switch (kind % 8) {
      case 0 -> joined(input, from, new byte[0], to);
      case 1 -> joined(input, from, new byte[] {(byte) random.nextInt(256)}, from);
      case 2 -> joined(input, from, new byte[] {(byte) random.nextInt(256)}, to);
      case 3 -> joined(input, to, part(input, from, to), to); // twice
      case 4 -> {
        byte[] other = pick(pool);
        int begin = random.nextInt(other.length + 1);
        yield joined(input, from, part(other, begin, begin + random.nextInt(60)), to);
      }
      case 5 -> {
        byte[] flipped = part(input, 0, input.length);
        if (from < flipped.length) {
          flipped[from] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
      default -> joined(input, from, pick(words), random.nextBoolean() ? from : to);
    };
  }

  private static byte[] repeated(byte[] input, int from, int to) {
    byte[] span = part(input, from, to);
    return joined(input, to, times(span, MOST_BYTES - input.length), to);
  }

  private static byte[] times(byte[] word, int length) {
    int count = word.length == 0 ? 0 : Math.max(0, length / word.length);
    byte[] all = new byte[count * word.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(word, 0, all, i * word.length, word.length);
    }
    return all;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    int end = Math.min(to, bytes.length);
    byte[] part = new byte[Math.max(0, end - from)];
    System.arraycopy(bytes, Math.min(from, bytes.length), part, 0, part.length);
    return part;
  }

  /** Returns what is before {@code from}, {@code between}, and what is from {@code to} on. */
  private static byte[] joined(byte[] input, int from, byte[] between, int to) {
    byte[] all = new byte[from + between.length + input.length - to];
    System.arraycopy(input, 0, all, 0, from);
    System.arraycopy(between, 0, all, from, between.length);
    System.arraycopy(input, to, all, from + between.length, input.length - to);
    return all.length <= MOST_BYTES ? all : part(all, 0, MOST_BYTES);
  }

  private byte[] pick(List<byte[]> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
