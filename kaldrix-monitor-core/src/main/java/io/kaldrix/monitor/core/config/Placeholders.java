package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes scalars of what is written, and puts in what placeholders stand for. For one thread. */
final class Placeholders {

  private static final String ALLOWED =
      "${NAME}, ${NAME:default}, ${file:PATH}, or $${ for the text itself";
  private static final String FILE = "file:";
  private static final int MOST_SECRET_BYTES = 64 << 10;
  private static final int MOST_SHOWN = 80;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern JSON_VALUE =
      Pattern.compile("true|false|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final Function<String, Optional<String>> environment;
  private final @Nullable Path directory;
  private final boolean literal;

  /**
   * Creates a reader of placeholders.
   *
   * @param environment the value of an environment variable, empty if it is not set
   * @param directory where relative paths begin
   */
  Placeholders(Function<String, Optional<String>> environment, @Nullable Path directory) {
    this(environment, directory, false);
  }

  private Placeholders(
      Function<String, Optional<String>> environment, @Nullable Path directory, boolean literal) {
    this.environment = environment;
    this.directory = directory;
    this.literal = literal;
  }

  /** Returns a reader to which a dollar sign is a dollar sign. */
  static Placeholders none() {
    return new Placeholders(name -> Optional.empty(), null, true);
  }

  /**
   * Returns the scalar that was written as {@code raw}. What is a single placeholder counts as
   * written without quotes: JSON has no other way to put in a number.
   *
   * @param plain whether it was written without quotes
   * @throws SettingsException if a placeholder is wrong or stands for nothing
   */
  SettingValue.Scalar scalar(Origin origin, SettingPath path, String raw, boolean plain) {
    String text = !literal && raw.contains("${") ? replaced(origin, path, raw) : raw;
    boolean onePlaceholder =
        !literal && raw.startsWith("${") && raw.indexOf('}') == raw.length() - 1;
    boolean quoted = !(plain || onePlaceholder) || !JSON_VALUE.matcher(text).matches();
    boolean onlyTheQuotesAreWrong = !plain && JSON_VALUE.matcher(raw).matches();
    String shown = onlyTheQuotesAreWrong ? '"' + shown(raw) + '"' : shown(raw);
    return new SettingValue.Scalar(origin, text, quoted, shown);
  }

  /** Returns a text as messages show it: on one line, cut to 80 characters. */
  static String shown(String raw) {
    StringBuilder shown = new StringBuilder();
    int[] codePoints = raw.codePoints().limit(MOST_SHOWN + 1).toArray();
    for (int i = 0; i < codePoints.length; i++) {
      int c = codePoints[i];
      if (i == MOST_SHOWN) {
        shown.append('…');
      } else if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (Character.isISOControl(c)) {
        shown.append(String.format("\\u%04X", c));
      } else {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  private String replaced(Origin origin, SettingPath path, String raw) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < raw.length()) {
      if (raw.startsWith("$${", at)) {
        text.append("${");
        at += 3;
      } else if (raw.startsWith("${", at)) {
        int end = raw.indexOf('}', at);
        if (end < 0) {
          throw wrong(origin, path, raw, "'}' is missing, allowed: " + ALLOWED);
        }
        text.append(value(origin, path, raw, raw.substring(at + 2, end)));
        at = end + 1;
      } else {
        text.append(raw.charAt(at));
        at++;
      }
    }
    return text.toString();
  }

  private String value(Origin origin, SettingPath path, String raw, String inside) {
    if (inside.contains("${")) {
      throw wrong(origin, path, raw, "placeholders do not nest, allowed: " + ALLOWED);
    }
    if (inside.startsWith(FILE)) {
      return fileText(origin, path, raw, inside.substring(FILE.length()));
    }
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          origin, path, raw, "'" + shown(name) + "' is no variable's name, allowed: " + ALLOWED);
    }
    Optional<String> value = environment.apply(name);
    if (value.isPresent()) {
      return value.get();
    }
    if (colon < 0) {
      throw wrong(
          origin,
          path,
          raw,
          "the environment variable "
              + name
              + " is not set, must be set or have a default as in ${"
              + name
              + ":default}");
    }
    return inside.substring(colon + 1);
  }

  private String fileText(Origin origin, SettingPath path, String raw, String name) {
    if (name.isBlank()) {
      throw wrong(origin, path, raw, "the file's path is missing, allowed: " + ALLOWED);
    }
    try {
      Path file = directory == null ? Path.of(name) : directory.resolve(name);
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_SECRET_BYTES + 1);
      }
      if (bytes.length > MOST_SECRET_BYTES) {
        throw wrong(origin, path, raw, "the file is larger than 64 KiB");
      }
      return withoutLineEnd(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw wrong(origin, path, raw, "the file is not UTF-8");
    } catch (IOException e) {
      throw wrong(origin, path, raw, "the file cannot be read: " + SourceText.reason(e));
    } catch (InvalidPathException e) {
      throw wrong(origin, path, raw, "that is no path of a file: " + e.getReason());
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static SettingsException wrong(
      Origin origin, SettingPath path, String raw, String problem) {
    String where = path.text().isEmpty() ? "the file" : shown(path.text());
    return new SettingsException(origin, where + " is '" + shown(raw) + "', but " + problem);
  }
}
