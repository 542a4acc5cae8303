package io.kaldrix.monitor.core.query.ast;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts in quotes. PromQL's strings are bytes, and escapes such as {@code \xff} can write bytes
 * that are no UTF-8. Ours are Java's: a byte that is no part of a character is kept as one of the
 * lone surrogates U+DC80 to U+DCFF, which no valid text holds, so nothing is lost and validity is
 * easily told.
 */
public final class QuotedText {

  private static final int STRAY_BYTES = 0xdc00;

  private QuotedText() {}

  /** Returns the text of {@code bytes}, stray bytes kept as said above. */
  public static String ofBytes(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.put((char) (STRAY_BYTES + (in.get() & 0xff)));
      }
      decoder.reset();
    }
    return out.flip().toString();
  }

  /** Returns whether {@code text} is free of stray bytes. */
  public static boolean isValid(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  /** Returns {@code text} in double quotes, with escapes where they are needed. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        boolean stray = c >= STRAY_BYTES && c <= STRAY_BYTES + 0xff;
        if (stray || c < 0x20) {
          quoted.append("\\x").append(String.format("%02x", c & 0xff));
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
