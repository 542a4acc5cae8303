package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step that changes a label set or drops it.
 *
 * @param sources the labels whose values, joined by the separator, are looked at
 * @param pattern must match the whole of them, or of a label's name
 * @param target the label that is set; may refer to the pattern's groups
 * @param replacement what it is set to; may refer to the pattern's groups
 * @param modulus what {@link Action#HASHMOD} divides by
 */
record RelabelRule(
    Action action,
    List<String> sources,
    String separator,
    AnchoredPattern pattern,
    String target,
    String replacement,
    long modulus) {

  /** What a rule does. Source: Prometheus documentation, Configuration, relabel_config. */
  enum Action {
    REPLACE,
    KEEP,
    DROP,
    KEEPEQUAL,
    DROPEQUAL,
    HASHMOD,
    LABELMAP,
    LABELDROP,
    LABELKEEP,
    LOWERCASE,
    UPPERCASE;

    private boolean isOfNames() {
      return this == LABELDROP || this == LABELKEEP;
    }

    private boolean setsTarget() {
      return switch (this) {
        case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> true;
        case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
      };
    }
  }

  private static final String ANYTHING = "(.*)";
  private static final Map<String, Action> ACTIONS =
      new TreeMap<>(
          List.of(Action.values()).stream()
              .collect(Collectors.toMap(a -> a.name().toLowerCase(Locale.ROOT), a -> a)));

  static boolean isLabelName(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
  }

  static RelabelRule read(Settings settings) {
    Action action = settings.choice("action", Action.REPLACE, ACTIONS);
    List<String> sources = settings.strings("source_labels");
    String separator = settings.string("separator", ";");
    String expression = settings.string("regex", ANYTHING);
    String target = settings.string("target_label", "");
    String replacement = settings.string("replacement", "$1");
    long modulus = settings.integer("modulus", 0, 1, Long.MAX_VALUE / 2);
    if (action.setsTarget() && target.isEmpty()) {
      throw settings.invalid("target_label", "the name of a label, for this action");
    }
    if (action == Action.HASHMOD && modulus == 0) {
      throw settings.invalid("modulus", "a whole number from 1 up, for this action");
    }
    if (action.isOfNames()) {
      for (String key : List.of("source_labels", "separator", "target_label", "replacement")) {
        if (settings.has(key)) {
          throw settings.invalid(key, "absent: this action goes by regex alone");
        }
      }
    }
    boolean refers = action == Action.REPLACE && target.contains("$");
    if (action.setsTarget() && !refers && !isLabelName(target)) {
      throw settings.invalid("target_label", "a name of letters, digits and '_'");
    }
    return new RelabelRule(
        action, sources, separator, pattern(settings, expression), target, replacement, modulus);
  }

  private static AnchoredPattern pattern(Settings settings, String expression) {
    try {
      return AnchoredPattern.compile(expression);
    } catch (IllegalArgumentException e) {
      throw settings.invalid("regex", "a regular expression (RE2): " + e.getMessage());
    }
  }

  /** Returns what the step makes of a label set, empty if it drops it. */
  Optional<Labels> apply(Labels labels) {
    String value = sources.stream().map(labels::value).collect(Collectors.joining(separator));
    return switch (action) {
      case REPLACE -> Optional.of(replaced(labels, value));
      case KEEP -> Optional.of(labels).filter(all -> pattern.matches(value));
      case DROP -> Optional.of(labels).filter(all -> !pattern.matches(value));
      case KEEPEQUAL -> Optional.of(labels).filter(all -> all.value(target).equals(value));
      case DROPEQUAL -> Optional.of(labels).filter(all -> !all.value(target).equals(value));
      case HASHMOD -> Optional.of(labels.with(target, String.valueOf(hash(value))));
      case LABELMAP -> Optional.of(mapped(labels));
      case LABELDROP -> Optional.of(named(labels, false));
      case LABELKEEP -> Optional.of(named(labels, true));
      case LOWERCASE -> Optional.of(labels.with(target, value.toLowerCase(Locale.ROOT)));
      case UPPERCASE -> Optional.of(labels.with(target, value.toUpperCase(Locale.ROOT)));
    };
  }

  private Labels replaced(Labels labels, String value) {
    Optional<String> name = pattern.expand(value, target);
    if (name.isEmpty() || !isLabelName(name.get())) {
      return labels;
    }
    return labels.with(name.get(), pattern.expand(value, replacement).orElse(""));
  }

  /** The last eight bytes of the MD5, as Prometheus takes them. */
  private long hash(String value) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      return Long.remainderUnsigned(ByteBuffer.wrap(md5).getLong(8), modulus);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private Labels mapped(Labels labels) {
    Labels.Builder mapped = labels.toBuilder();
    for (Label label : labels) {
      pattern
          .expand(label.name(), replacement)
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> mapped.set(name, label.value()));
    }
    return mapped.build();
  }

  private Labels named(Labels labels, boolean matching) {
    Labels.Builder kept = Labels.builder();
    for (Label label : labels) {
      if (pattern.matches(label.name()) == matching) {
        kept.set(label.name(), label.value());
      }
    }
    return kept.build();
  }
}
