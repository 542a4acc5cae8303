package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.api.label.Labels;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.util.List;

/**
 * Names as Micrometer's Prometheus registry gives them, so that rules written for a scraped program
 * fit one that watches itself.
 *
 * <p>Source: Prometheus data model (names and labels), and the suffixes that the Prometheus text
 * format adds or reserves: {@code _total}, {@code _created}, {@code _bucket}, {@code _info}.
 */
final class PrometheusNames {

  private static final List<String> RESERVED_SUFFIXES =
      List.of("_total", "_created", "_bucket", "_info");

  private PrometheusNames() {}

  /** Returns the name that all series of a meter begin with. */
  static String family(Meter.Id id, boolean isTime) {
    String name = legacy(id.getName());
    String unit = id.getBaseUnit();
    if (isTime) {
      name = endingIn("_seconds", name);
    } else if (unit != null && hasUnitInName(id.getType())) {
      name = endingIn("_" + unit, name);
    }
    return withoutReservedSuffix(name);
  }

  private static boolean hasUnitInName(Meter.Type type) {
    return type == Meter.Type.COUNTER
        || type == Meter.Type.DISTRIBUTION_SUMMARY
        || type == Meter.Type.GAUGE;
  }

  /** Returns the labels of a meter's tags, without a metric name. */
  static Labels labels(Meter.Id id) {
    Labels.Builder labels = Labels.builder();
    for (Tag tag : id.getTagsAsIterable()) {
      labels.set(labelName(tag.getKey()), tag.getValue());
    }
    return labels.build();
  }

  private static String labelName(String key) {
    String name = legacy(key);
    while (name.startsWith("__")) { // such names are the monitor's own
      name = name.substring(1);
    }
    return name;
  }

  /** Returns a number as a label value, such as the {@code le} of a bucket. */
  static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    return Double.toString(value);
  }

  private static String endingIn(String suffix, String name) {
    return name.endsWith(suffix) ? name : name + suffix;
  }

  /** Returns {@code name} with an underscore for each code point outside the classic alphabet. */
  private static String legacy(String name) {
    StringBuilder legacy = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              boolean letter =
                  (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
              boolean digit = c >= '0' && c <= '9' && !legacy.isEmpty();
              legacy.append(letter || digit ? (char) c : '_');
            });
    return legacy.toString();
  }

  private static String withoutReservedSuffix(String name) {
    String bare = name;
    boolean stripped;
    do {
      stripped = false;
      for (String suffix : RESERVED_SUFFIXES) {
        if (bare.equals(suffix)) {
          return bare.substring(1);
        }
        if (bare.endsWith(suffix)) {
          bare = bare.substring(0, bare.length() - suffix.length());
          stripped = true;
        }
      }
    } while (stripped);
    return bare;
  }
}
