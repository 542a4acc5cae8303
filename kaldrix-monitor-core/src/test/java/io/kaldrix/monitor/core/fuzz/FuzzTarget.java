package io.kaldrix.monitor.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that reads what others wrote.
 *
 * @param name in lower-kebab-case
 * @param seeds right inputs to begin with
 * @param words pieces that inputs of the kind are made of
 * @param reader reads an input
 */
public record FuzzTarget(String name, List<byte[]> seeds, List<byte[]> words, Reader reader) {

  /** Reads one input. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Returns empty if the input is accepted, or else the refusal's message, which must not be
     * blank. Whatever is thrown is a finding.
     */
    String read(byte[] input) throws Exception;
  }

  /** Reads one text. */
  @FunctionalInterface
  public interface TextReader {
    /** Returns empty if the text is accepted, or else the refusal's message. */
    String read(String input) throws Exception;
  }

  /** Returns a target of texts in UTF-8, with U+FFFD for what is none. */
  public static FuzzTarget ofText(
      String name, List<String> seeds, List<String> words, TextReader reader) {
    return new FuzzTarget(
        name,
        bytes(seeds),
        bytes(words),
        input -> reader.read(new String(input, StandardCharsets.UTF_8)));
  }

  private static List<byte[]> bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
