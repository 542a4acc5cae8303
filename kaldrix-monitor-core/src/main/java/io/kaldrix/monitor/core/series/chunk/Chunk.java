package io.kaldrix.monitor.core.series.chunk;

/**
 * Some consecutive samples of one series, compressed. Immutable; may be shared between threads.
 *
 * <p>Every chunk has been decoded once before it exists, or comes from the encoder, so what is read
 * from it later is whole. Read it with a {@link ChunkDecoder}.
 */
public final class Chunk {

  /** The most samples of a chunk. */
  public static final int MOST_SAMPLES = 4096;

  private final byte[] bytes;
  private final int count;
  private final long firstMillis;
  private final long lastMillis;

  Chunk(byte[] bytes, int count, long firstMillis, long lastMillis) {
    this.bytes = bytes;
    this.count = count;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
  }

  /**
   * Returns the chunk in some bytes, which are copied.
   *
   * @param from where the chunk begins
   * @param to where it ends
   * @throws DamagedChunkException if they are not those of a chunk
   */
  public static Chunk of(byte[] bytes, int from, int to) {
    return new ChunkDecoder().open(bytes, from, to);
  }

  /** Returns the room, in bytes, that {@code count} samples need to be encoded into. */
  public static int mostBytes(int count) {
    return 2 + 2 * mostColumnBytes(count);
  }

  /** Returns the room, in bytes, that {@code count} timestamps or values alone need. */
  public static int mostColumnBytes(int count) {
    return 24 + Long.BYTES * count;
  }

  /** Returns the number of samples, 1 or more. */
  public int count() {
    return count;
  }

  /** Returns the time of the first sample in milliseconds since the Unix epoch. */
  public long firstMillis() {
    return firstMillis;
  }

  /** Returns the time of the last sample in milliseconds since the Unix epoch. */
  public long lastMillis() {
    return lastMillis;
  }

  /** Returns the number of bytes that the samples take. */
  public int sizeBytes() {
    return bytes.length;
  }

  /**
   * Copies the bytes.
   *
   * @return where they end
   * @throws IndexOutOfBoundsException if there is no room for {@link #sizeBytes} at {@code at}
   */
  public int copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
    return at + bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return count
        + " samples from "
        + firstMillis
        + " to "
        + lastMillis
        + " in "
        + bytes.length
        + " bytes";
  }
}
