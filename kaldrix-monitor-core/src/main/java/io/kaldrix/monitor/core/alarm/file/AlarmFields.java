package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.core.alarm.metric.MetricNames;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The fields of one JSON object, asked for by the names that CloudWatch gives them. Written they
 * may be as well in snake case ({@code alarm_name}) or begin with a small letter ({@code
 * alarmName}), all of one object in one way. Numbers may be quoted, as templates have them.
 */
final class AlarmFields {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}(\\.0{1,9})?");
  private static final String MUST_BE = ", must be ";

  private final Settings settings;
  private final Function<String, String> spelling;

  AlarmFields(Settings settings) {
    this.settings = settings;
    this.spelling = spelling(settings.keys());
  }

  private static Function<String, String> spelling(Iterable<String> keys) {
    Function<String, String> found = name -> name;
    for (String key : keys) {
      if (key.indexOf('_') > 0) {
        return MetricNames::snakeCase;
      }
      if (!key.isEmpty() && Character.isLowerCase(key.charAt(0))) {
        boolean oneWord = key.chars().noneMatch(Character::isUpperCase);
        found = oneWord ? MetricNames::snakeCase : AlarmFields::camelCase;
        if (!oneWord) {
          return found;
        }
      }
    }
    return found;
  }

  private static String camelCase(String name) {
    return name.startsWith("OK")
        ? "ok" + name.substring(2)
        : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  Settings settings() {
    return settings;
  }

  /** Returns how a field is written here. */
  String key(String name) {
    return spelling.apply(name);
  }

  boolean has(String name) {
    return settings.has(key(name));
  }

  /** Declares fields that say nothing to us. */
  void ignore(String... names) {
    for (String name : names) {
      has(name);
    }
  }

  SettingsException invalid(String name, String allowed) {
    return settings.invalid(key(name), allowed);
  }

  Optional<String> text(String name) {
    return settings.optionalString(key(name));
  }

  String requiredText(String name, String allowed) {
    return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> invalid(name, allowed));
  }

  List<String> texts(String name) {
    return settings.strings(key(name));
  }

  boolean flag(String name, boolean fallback) {
    return switch (text(name).orElse(Boolean.toString(fallback))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false");
    };
  }

  Optional<Double> number(String name) {
    return text(name)
        .map(
            text -> {
              if (!NUMBER.matcher(text).matches()) {
                throw invalid(name, "a number");
              }
              return Double.valueOf(text);
            });
  }

  Optional<Integer> whole(String name, int least) {
    return text(name)
        .map(
            text -> {
              int value = WHOLE.matcher(text).matches() ? (int) Double.parseDouble(text) : -1;
              if (value < least) {
                throw invalid(name, "a whole number, " + least + " or more");
              }
              return value;
            });
  }

  Optional<Duration> seconds(String name) {
    return whole(name, 0).map(Duration::ofSeconds);
  }

  /** Returns a field as what its text stands for. */
  <T> Optional<T> named(String name, Function<String, Optional<T>> names, String allowed) {
    return text(name).map(text -> names.apply(text).orElseThrow(() -> invalid(name, allowed)));
  }

  AlarmFields section(String name) {
    return new AlarmFields(settings.section(key(name)));
  }

  List<AlarmFields> sections(String name) {
    return settings.sections(key(name)).stream().map(AlarmFields::new).toList();
  }

  /** Returns names and values, written as a list of {@code {Name, Value}} or as an object. */
  Map<String, String> pairs(String name, String first, String second) {
    List<Settings> listed;
    try {
      listed = settings.sections(key(name));
    } catch (SettingsException notAList) {
      try {
        return settings.texts(key(name));
      } catch (SettingsException neither) {
        throw notAList;
      }
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Settings each : listed) {
      AlarmFields pair = new AlarmFields(each);
      String pairName = pair.requiredText(first, "a text");
      if (pairs.put(pairName, pair.text(second).orElse("")) != null) {
        throw pair.invalid(first, "a name that is not given before");
      }
      each.refuseUnknown();
    }
    return pairs;
  }

  /** Returns a time zone, UTC if none is said. */
  ZoneId zone(String name) {
    return named(
            name,
            text -> {
              try {
                ZoneId zone = ZoneId.of(text);
                boolean inSteps =
                    !(zone.normalized() instanceof ZoneOffset offset)
                        || offset.getTotalSeconds() % 300 == 0;
                return inSteps ? Optional.of(zone) : Optional.empty();
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            },
            "a time zone such as Europe/Berlin, or an offset in steps of five minutes such as"
                + " +05:30")
        .orElse(ZoneOffset.UTC);
  }

  /**
   * Makes a value of what was read. What the value refuses is told with its place: that of the
   * field which the message begins with, if it is one of these, or that of the object.
   */
  <T> T made(String what, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int space = message.indexOf(' ');
      int allowed = message.indexOf(MUST_BE);
      String field = space < 1 ? "?" : message.substring(0, space);
      if (allowed > 0
          && message.startsWith(field + " is ")
          && settings.keys().contains(key(field))) {
        throw invalid(field, message.substring(allowed + MUST_BE.length()));
      }
      throw new SettingsException(settings.origin(), what + ": " + message);
    }
  }
}
