package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML into settings.
 *
 * <p>It goes by the parser's events rather than by composed nodes: events come one at a time, so
 * what nests too deep is refused before anything recurses into it, and an alias is seen as such
 * before it unfolds. Each alias counts as many values as it stands for.
 */
final class YamlReader {

  /** The most values in a file, those that aliases stand for included. */
  static final int MOST_VALUES = 100_000;

  private static final String STANDARD_TAG = "tag:yaml.org,2002:";

  private final SourceText source;
  private final Placeholders placeholders;
  private final boolean asPrometheus;
  private final Iterator<Event> events;
  private final Map<Anchor, Optional<Anchored>> anchors = new HashMap<>(); // empty while open
  private int values;
  private int height; // of the value read last

  private YamlReader(
      SourceText source, Placeholders placeholders, boolean asPrometheus, Iterator<Event> events) {
    this.source = source;
    this.placeholders = placeholders;
    this.asPrometheus = asPrometheus;
    this.events = events;
  }

  /** What an anchor marks, how many values that is and how deep they nest. */
  private record Anchored(SettingValue value, int values, int height) {}

  /**
   * Reads a whole file.
   *
   * @throws SettingsException if something in it is wrong
   */
  static SettingValue.Mapping read(SourceText source, Placeholders placeholders) {
    return read(source, placeholders, false);
  }

  /**
   * Reads a whole file of Prometheus's, in which mappings may be merged by {@code <<} and values of
   * the standard's kinds may have tags.
   *
   * @throws SettingsException if something in it is wrong
   */
  static SettingValue.Mapping readAsPrometheus(SourceText source) {
    return read(source, Placeholders.none(), true);
  }

  private static SettingValue.Mapping read(
      SourceText source, Placeholders placeholders, boolean asPrometheus) {
    refuseUnprintable(source);
    LoadSettings yaml =
        LoadSettings.builder()
            .setLabel(source.file())
            .setCodePointLimit(SourceText.MOST_BYTES)
            .build();
    Iterator<Event> events = new ParserImpl(yaml, new StreamReader(yaml, source.text()));
    try {
      return new YamlReader(source, placeholders, asPrometheus, events).document();
    } catch (MarkedYamlEngineException e) {
      throw new SettingsException(
          origin(source, e.getProblemMark().or(e::getContextMark)), "not YAML: " + problem(e));
    } catch (YamlEngineException e) {
      throw new SettingsException(
          new Origin(source.file(), 1, 1), "not YAML: " + String.valueOf(e.getMessage()));
    }
  }

  private static void refuseUnprintable(SourceText source) {
    String text = source.text();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!StreamReader.isPrintable(c)) {
        throw new SettingsException(
            source.originAt(at),
            String.format("not YAML: it may not hold the character U+%04X", c));
      }
      at += Character.charCount(c);
    }
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = e.getProblem().strip();
    if (problem.contains("\\t(TAB)")) {
      return "a tab stands where spaces must indent";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a second ':' in one line, a text that holds one needs quotes";
    }
    if (problem.startsWith("expected <block end>")) {
      return "this is indented like nothing above it";
    }
    String context = e.getContext();
    return context == null || context.isBlank() ? problem : context.strip() + ", " + problem;
  }

  private SettingValue.Mapping document() {
    Event event = next();
    while (event instanceof StreamStartEvent) {
      event = next();
    }
    if (event instanceof StreamEndEvent) {
      return new SettingValue.Mapping(new Origin(source.file(), 1, 1), List.of());
    }
    Event first = next();
    SettingValue root = value(first, SettingPath.ROOT);
    next(); // the document's end
    if (next() instanceof DocumentStartEvent second) {
      throw new SettingsException(
          origin(second), "a second document begins, a configuration is one");
    }
    if (root instanceof SettingValue.Mapping mapping) {
      return mapping;
    }
    if (root instanceof SettingValue.Nothing) {
      return new SettingValue.Mapping(root.origin(), List.of());
    }
    throw new SettingsException(
        root.origin(), "the file is " + root.shown() + ", must be a mapping");
  }

  private SettingValue value(Event event, SettingPath path) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias, path);
    }
    int before = values;
    values++;
    refuseTooMany(event);
    Anchor anchor = event instanceof NodeEvent node ? node.getAnchor().orElse(null) : null;
    if (anchor != null) {
      anchors.put(anchor, Optional.empty());
    }
    SettingValue value = unanchored(event, path);
    if (anchor != null) {
      anchors.put(anchor, Optional.of(new Anchored(value, values - before, height)));
    }
    return value;
  }

  private SettingValue unanchored(Event event, SettingPath path) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar, scalar.getTag().orElse(null));
      height = 0;
      return scalar(scalar, path);
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    refuseTag(start, start.getTag().orElse(null));
    path.refuseTooDeep(origin(start), 1);
    return start instanceof MappingStartEvent ? mapping(start, path) : listing(start, path);
  }

  private SettingValue scalar(ScalarEvent scalar, SettingPath path) {
    String raw = scalar.getValue();
    boolean tagged = scalar.getTag().isPresent();
    if (scalar.isPlain() && !tagged && (raw.isEmpty() || raw.equals("null") || raw.equals("~"))) {
      return new SettingValue.Nothing(origin(scalar));
    }
    return placeholders.scalar(origin(scalar), path, raw, scalar.isPlain());
  }

  private SettingValue mapping(Event start, SettingPath path) {
    KeyedEntries entries = new KeyedEntries(path, origin(start));
    int highest = 0;
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      String key = key(event);
      if (merges(event, key)) {
        entries.merge(value(next(), path.key(key)));
      } else {
        SettingPath entryPath = entries.path(key, origin(event));
        entries.add(origin(event), key, value(next(), entryPath));
      }
      highest = Math.max(highest, height);
    }
    height = highest + 1;
    return entries.mapping();
  }

  private SettingValue listing(Event start, SettingPath path) {
    List<SettingValue> elements = new ArrayList<>();
    int highest = 0;
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      elements.add(value(event, path.element(elements.size())));
      highest = Math.max(highest, height);
    }
    height = highest + 1;
    return new SettingValue.Listing(origin(start), elements);
  }

  private String key(Event event) {
    if (!(event instanceof ScalarEvent scalar)) {
      String found =
          event instanceof AliasEvent
              ? "an alias"
              : event instanceof MappingStartEvent ? "a mapping" : "a list";
      throw new SettingsException(origin(event), "a key is " + found + ", must be a text");
    }
    refuseTag(scalar, scalar.getTag().orElse(null));
    if (scalar.getAnchor().isPresent()) {
      throw new SettingsException(origin(event), "a key has an anchor, only values may");
    }
    if (scalar.getValue().isEmpty()) {
      throw new SettingsException(origin(event), "a key is empty, must be a text");
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<") && !asPrometheus) {
      throw new SettingsException(
          origin(event), "'<<' is no key of YAML 1.2, write the merged keys out");
    }
    return scalar.getValue();
  }

  private boolean merges(Event event, String key) {
    return asPrometheus && key.equals("<<") && ((ScalarEvent) event).isPlain();
  }

  private SettingValue aliased(AliasEvent alias, SettingPath path) {
    Optional<Anchored> anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new SettingsException(
          origin(alias), "alias '*" + alias.getAlias() + "' has no anchor before it");
    }
    if (anchored.isEmpty()) {
      throw new SettingsException(
          origin(alias), "alias '*" + alias.getAlias() + "' stands inside its own anchor");
    }
    path.refuseTooDeep(origin(alias), anchored.get().height());
    values += anchored.get().values();
    refuseTooMany(alias);
    height = anchored.get().height();
    return anchored.get().value();
  }

  private void refuseTooMany(Event event) {
    if (values > MOST_VALUES) {
      throw new SettingsException(
          origin(event),
          "more than " + MOST_VALUES + " values, those that aliases stand for included");
    }
  }

  private void refuseTag(Event event, @Nullable String tag) {
    boolean standard = asPrometheus && tag != null && tag.startsWith(STANDARD_TAG);
    if (tag != null && !standard) {
      throw new SettingsException(
          origin(event),
          "tag '"
              + Placeholders.shown(tag.replace(STANDARD_TAG, "!!"))
              + "' is not allowed, values have no tags");
    }
  }

  private Event next() {
    return events.next();
  }

  private Origin origin(Event event) {
    return origin(source, event.getStartMark());
  }

  private static Origin origin(SourceText source, Optional<Mark> mark) {
    return mark.map(at -> new Origin(source.file(), at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Origin(source.file(), 1, 1));
  }
}
