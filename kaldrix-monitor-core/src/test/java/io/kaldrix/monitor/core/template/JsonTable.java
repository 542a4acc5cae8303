package io.kaldrix.monitor.core.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Cases in a JSON file, as maps and lists. */
public record JsonTable(Map<String, Object> root) {

  /** Reads a resource that stands beside a test. */
  public static JsonTable beside(Class<?> test, String name) {
    try (InputStream in = test.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name + " beside " + test);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonTable read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  private static JsonTable parse(String json) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(50_000_000).build();
    return new JsonTable(map(new Load(settings).loadFromString(json)));
  }

  /** Returns the cases. */
  public List<Map<String, Object>> cases() {
    return list(root.get("cases")).stream().map(JsonTable::map).toList();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("no map: " + value);
  }

  static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no list: " + value);
  }
}
