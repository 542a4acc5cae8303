package io.kaldrix.monitor.core.alarm.math;

import static io.kaldrix.monitor.core.alarm.math.MathType.ARRAY;
import static io.kaldrix.monitor.core.alarm.math.MathType.SCALAR;
import static io.kaldrix.monitor.core.alarm.math.MathType.SERIES;
import static io.kaldrix.monitor.core.alarm.math.MathType.TEXT;
import static io.kaldrix.monitor.core.alarm.math.MathType.WORD;

import io.kaldrix.monitor.core.alarm.math.MathSignature.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which functions there are, and what they take. */
final class MathFunctions {

  static final Set<String> PER_POINT =
      Set.of("ABS", "CEIL", "FLOOR", "LOG", "LOG10", "DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM");
  static final Set<String> AGGREGATES =
      Set.of("AVG", "MIN", "MAX", "SUM", "STDDEV", "DATAPOINT_COUNT");
  static final Set<String> OF_TIME =
      Set.of("MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR", "EPOCH");

  private static final Set<String> FILLS = Set.of("REPEAT", "LINEAR");
  private static final Set<String> ORDERS = Set.of("ASC", "DESC");
  private static final Set<String> SORT_KEYS = Set.of("AVG", "MIN", "MAX", "SUM");

  /** The words that functions understand. */
  static final Set<String> WORDS = words();

  private static final Map<String, List<MathSignature>> SIGNATURES = all();

  private static final Map<String, String> REFUSALS =
      Map.of(
          "SEARCH", "SEARCH is not allowed in alarms, name the metrics",
          "INSIGHT_RULE_METRIC",
              "INSIGHT_RULE_METRIC has no source here: Contributor Insights is a service of AWS",
          "SERVICE_QUOTA", "SERVICE_QUOTA has no source here: quotas are those of an AWS account");

  private MathFunctions() {}

  /** Returns the forms of a function, none if there is no such function. */
  static List<MathSignature> signatures(String function) {
    return SIGNATURES.getOrDefault(function, List.of());
  }

  /** Returns why a function of CloudWatch is not to be had, empty if it is none of its own. */
  static String refusal(String function) {
    return REFUSALS.getOrDefault(function, "");
  }

  static Set<String> names() {
    return SIGNATURES.keySet();
  }

  private static Set<String> words() {
    Set<String> words = new TreeSet<>();
    words.addAll(FILLS);
    words.addAll(ORDERS);
    words.addAll(SORT_KEYS);
    return words;
  }

  private static Map<String, List<MathSignature>> all() {
    Map<String, List<MathSignature>> all = new TreeMap<>();
    for (String name : PER_POINT) {
      all.put(name, List.of(form(SERIES, SERIES), form(ARRAY, ARRAY)));
    }
    for (String name : AGGREGATES) {
      all.put(name, List.of(form(SCALAR, SERIES), form(SERIES, ARRAY)));
    }
    for (String name : OF_TIME) {
      all.put(name, List.of(form(SERIES, SERIES)));
    }
    all.put("METRIC_COUNT", List.of(form(SCALAR, ARRAY)));
    all.put("METRICS", List.of(optional(1, form(ARRAY, TEXT))));
    all.put("FIRST", List.of(form(SERIES, ARRAY)));
    all.put("LAST", List.of(form(SERIES, ARRAY)));
    all.put("SLICE", List.of(optional(1, form(ARRAY, ARRAY, SCALAR, SCALAR))));
    all.put("REMOVE_EMPTY", List.of(form(ARRAY, ARRAY)));
    all.put(
        "SORT",
        List.of(
            new MathSignature(
                ARRAY, List.of(plain(ARRAY), word(SORT_KEYS), word(ORDERS), plain(SCALAR)), 3)));
    all.put(
        "FILL",
        List.of(
            form(SERIES, SERIES, SCALAR),
            form(SERIES, SERIES, SERIES),
            new MathSignature(SERIES, List.of(plain(SERIES), word(FILLS)), 2),
            form(ARRAY, ARRAY, SCALAR),
            form(ARRAY, ARRAY, SERIES),
            new MathSignature(ARRAY, List.of(plain(ARRAY), word(FILLS)), 2)));
    all.put("IF", conditions());
    all.put("PERIOD", List.of(form(SCALAR, SERIES)));
    all.put("TIME_SERIES", List.of(form(SERIES, SCALAR)));
    all.put("ANOMALY_DETECTION_BAND", List.of(optional(1, form(ARRAY, SERIES, SCALAR))));
    return all;
  }

  private static List<MathSignature> conditions() {
    List<MathSignature> forms = new ArrayList<>();
    List<MathType> either = List.of(SCALAR, SERIES);
    for (MathType condition : either) {
      for (MathType then : either) {
        if (condition == SERIES || then == SERIES) {
          forms.add(form(SERIES, condition, then));
        }
        for (MathType otherwise : either) {
          boolean series = condition == SERIES || then == SERIES || otherwise == SERIES;
          forms.add(form(series ? SERIES : SCALAR, condition, then, otherwise));
        }
      }
    }
    return forms;
  }

  private static MathSignature form(MathType result, MathType... parameters) {
    List<Parameter> list = new ArrayList<>();
    for (MathType parameter : parameters) {
      list.add(plain(parameter));
    }
    return new MathSignature(result, list, parameters.length);
  }

  private static MathSignature optional(int last, MathSignature form) {
    return new MathSignature(form.result(), form.parameters(), form.parameters().size() - last);
  }

  private static Parameter plain(MathType type) {
    return new Parameter(type, Set.of());
  }

  private static Parameter word(Set<String> words) {
    return new Parameter(WORD, words);
  }
}
