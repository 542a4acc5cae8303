package io.kaldrix.monitor.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON, as RFC 8259 has it, into settings. */
final class JsonReader {

  private static final JsonFactory JSON = new JsonFactory();

  private final SourceText source;
  private final Placeholders placeholders;
  private final JsonParser parser;
  private int values;

  private JsonReader(SourceText source, Placeholders placeholders, JsonParser parser) {
    this.source = source;
    this.placeholders = placeholders;
    this.parser = parser;
  }

  /**
   * Reads a whole file.
   *
   * @throws SettingsException if something in it is wrong
   */
  static SettingValue.Mapping read(SourceText source, Placeholders placeholders) {
    try (JsonParser parser = JSON.createParser(source.text())) {
      try {
        return new JsonReader(source, placeholders, parser).document();
      } catch (StreamConstraintsException e) { // says not where, unlike the others
        throw new SettingsException(
            origin(source, parser.currentLocation()), "not JSON: " + e.getOriginalMessage());
      }
    } catch (JsonEOFException e) {
      throw new SettingsException(
          source.originAt(source.text().length()),
          "not JSON: the file ends before all that was opened is closed");
    } catch (JsonProcessingException e) {
      throw new SettingsException(
          origin(source, e.getLocation()), "not JSON: " + problem(e.getOriginalMessage()));
    } catch (IOException e) { // cannot be, the text is in memory
      throw new UncheckedIOException(e);
    }
  }

  private static String problem(String problem) {
    return problem.contains("(non-standard) comment") ? "it has no comments, unlike YAML" : problem;
  }

  private SettingValue.Mapping document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new SettingValue.Mapping(new Origin(source.file(), 1, 1), List.of());
    }
    SettingValue root = value(first, SettingPath.ROOT);
    if (parser.nextToken() != null) {
      throw new SettingsException(origin(), "not JSON: more follows after the end");
    }
    if (root instanceof SettingValue.Mapping mapping) {
      return mapping;
    }
    throw new SettingsException(
        root.origin(), "the file is " + root.shown() + ", must be a mapping");
  }

  private SettingValue value(JsonToken token, SettingPath path) throws IOException {
    values++;
    if (values > YamlReader.MOST_VALUES) {
      throw new SettingsException(origin(), "more than " + YamlReader.MOST_VALUES + " values");
    }
    return switch (token) {
      case START_OBJECT -> mapping(path);
      case START_ARRAY -> listing(path);
      case VALUE_NULL -> new SettingValue.Nothing(origin());
      case VALUE_STRING -> placeholders.scalar(origin(), path, parser.getText(), false);
      default -> placeholders.scalar(origin(), path, parser.getText(), true);
    };
  }

  private SettingValue mapping(SettingPath path) throws IOException {
    path.refuseTooDeep(origin(), 1);
    KeyedEntries entries = new KeyedEntries(path, origin());
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Origin keyOrigin = origin();
      if (key.isEmpty()) {
        throw new SettingsException(keyOrigin, "a key is empty, must be a text");
      }
      SettingPath entryPath = entries.path(key, keyOrigin);
      entries.add(keyOrigin, key, value(parser.nextToken(), entryPath));
    }
    return entries.mapping();
  }

  private SettingValue listing(SettingPath path) throws IOException {
    path.refuseTooDeep(origin(), 1);
    Origin origin = origin();
    List<SettingValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token, path.element(elements.size())));
    }
    return new SettingValue.Listing(origin, elements);
  }

  private Origin origin() {
    return origin(source, parser.currentTokenLocation());
  }

  private static Origin origin(SourceText source, JsonLocation location) {
    return new Origin(source.file(), location.getLineNr(), location.getColumnNr());
  }
}
