package io.kaldrix.monitor.core.exposition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a page in UTF-8, one at a time. Holds no more than one line and a buffer. */
final class PageLines {

  /** The longest line that is read, in bytes: 1 MiB. */
  static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[8192];
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int from;
  private int to;
  private byte[] longLine = new byte[256];
  private int number;

  PageLines(InputStream in) {
    this.in = in;
  }

  /** Returns the number of the line returned last, counted from 1. */
  int number() {
    return number;
  }

  /**
   * Returns the next line without its end, null after the last.
   *
   * @throws ExpositionException if it is too long or not UTF-8
   */
  @Nullable String next() throws IOException {
    int gathered = 0;
    number++;
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
          return gathered == 0 ? null : text(longLine, 0, gathered);
        }
      }
      int end = lineEnd();
      boolean ended = end < to;
      int length = end - from;
      if (gathered + length > LONGEST) {
        throw new ExpositionException(number, "longer than " + LONGEST + " bytes");
      }
      if (ended && gathered == 0) {
        String line = text(buffer, from, length);
        from = end + 1;
        return line;
      }
      if (gathered + length > longLine.length) {
        longLine = Arrays.copyOf(longLine, Math.max(gathered + length, longLine.length * 2));
      }
      System.arraycopy(buffer, from, longLine, gathered, length);
      gathered += length;
      from = ended ? end + 1 : end;
      if (ended) {
        return text(longLine, 0, gathered);
      }
    }
  }

  private int lineEnd() {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private String text(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return decoded(ByteBuffer.wrap(bytes, offset, length));
      }
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1); // all of it is ASCII
  }

  private String decoded(ByteBuffer bytes) {
    try {
      CharBuffer chars = decoder.decode(bytes);
      return chars.toString();
    } catch (CharacterCodingException e) {
      throw new ExpositionException(
          number,
          String.format("byte 0x%02X is not UTF-8, must be", bytes.get(bytes.position()) & 0xff));
    }
  }
}
