package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a configuration file says, as text.
 *
 * @param file the file's name, for messages
 * @param text all of it, without a byte order mark
 */
record SourceText(String file, String text) {

  /** The most that is read, in bytes: 4 MiB. */
  static final int MOST_BYTES = 4 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Reads a file.
   *
   * @throws SettingsException if it cannot be read, is too large or is no UTF-8
   */
  static SourceText read(Path file) {
    Path fileName = file.getFileName();
    String name = fileName == null ? file.toString() : fileName.toString();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new SettingsException(
          new Origin(name, 0, 0), "cannot be read from " + file + ": " + reason(e));
    }
    if (bytes.length > MOST_BYTES) {
      throw new SettingsException(
          new Origin(name, 0, 0), "is larger than 4 MiB, which no configuration needs to be");
    }
    String text = decode(name, bytes);
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new SourceText(name, marked ? text.substring(1) : text);
  }

  /** Returns why a file could not be read, in a few words. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "this process may not read it";
    }
    return String.valueOf(e.getMessage());
  }

  /** Returns where the character at {@code index} of the text stands. */
  Origin originAt(int index) {
    return origin(file, text, index);
  }

  private static Origin origin(String file, CharSequence text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      char c = text.charAt(i);
      boolean firstOfTwo = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !firstOfTwo)) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Origin(file, line, Character.codePointCount(text, lineStart, index) + 1);
  }

  private static String decode(String file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw new SettingsException(
          origin(file, out, out.length()),
          String.format("byte 0x%02X is not UTF-8, save the file as UTF-8", in.get(in.position())));
    }
    return out.toString();
  }
}
