package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.core.template.syntax.Arity;
import io.kaldrix.monitor.core.template.value.AnyMap;
import io.kaldrix.monitor.core.template.value.DurationValue;
import io.kaldrix.monitor.core.template.value.Escapes;
import io.kaldrix.monitor.core.template.value.SafeText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Prometheus adds to the language, for rules.
 *
 * <p>Source: the reference of templates in Prometheus's documentation.
 */
public final class PrometheusFunctions {

  private PrometheusFunctions() {}

  /**
   * Returns the functions.
   *
   * @param queries what {@code query} asks, at the instant that a template is filled for
   * @param externalUrl where people find the monitor, empty if nowhere
   */
  public static FunctionSet of(QueryEngine queries, String externalUrl) {
    String path = path(externalUrl);
    return Texts.addTo(Builtins.ALL.toBuilder())
        .add("query", 1, call -> query(queries, call))
        .add("first", 1, call -> first(samples(call, 0)))
        .add("label", 2, call -> sample(call, 1).label(call.text(0)))
        .add("value", 1, call -> sample(call, 0).value())
        .add("strvalue", 1, call -> sample(call, 0).label("__value__"))
        .add("sortByLabel", 2, PrometheusFunctions::sorted)
        .add("args", 0, Arity.MANY, PrometheusFunctions::arguments)
        .add("tmpl", 2, PrometheusFunctions::invoke)
        .add("title", 1, call -> Texts.title(call.text(0)))
        .add("safeHtml", 1, call -> new SafeText(call.text(0)))
        .add("humanize", 1, call -> Numbers.humanize(number(call)))
        .add("humanize1024", 1, call -> Numbers.humanize1024(number(call)))
        .add("humanizePercentage", 1, call -> Numbers.humanizePercentage(number(call)))
        .add("humanizeTimestamp", 1, call -> Numbers.humanizeTimestamp(number(call)))
        .add("toTime", 1, call -> Numbers.time(number(call)))
        .add("toDuration", 1, call -> duration(number(call)))
        .add("now", 0, call -> call.surroundings().at().toEpochMilli() / 1e3)
        .add("parseDuration", 1, call -> parsed(call).toNanos() / 1e9)
        .add("parseDurationTime", 1, call -> DurationValue.of(parsed(call)))
        .add("graphLink", 1, call -> link(call.text(0), 0))
        .add("tableLink", 1, call -> link(call.text(0), 1))
        .add("urlQueryEscape", 1, call -> Escapes.query(call.text(0)))
        .add("stripPort", 1, call -> HostPort.withoutPort(call.text(0)))
        .add("stripDomain", 1, call -> HostPort.withoutDomain(call.text(0)))
        .add("externalURL", 0, call -> externalUrl)
        .add("pathPrefix", 0, call -> path)
        .build();
  }

  private static String path(String url) {
    try {
      String path = URI.create(url).getPath();
      return path == null ? "" : path;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("external URL '" + url + "' is malformed", e);
    }
  }

  private static double number(Invocation call) {
    return Numbers.of(call.argument(0));
  }

  private static List<SampleValue> query(QueryEngine queries, Invocation call) {
    List<SampleValue> samples =
        queries.instant(call.text(0), call.surroundings().at()).vector().samples().stream()
            .map(SampleValue::of)
            .toList();
    call.budget().spend(samples.size());
    return samples;
  }

  private static List<SampleValue> samples(Invocation call, int index) {
    List<SampleValue> samples = new ArrayList<>();
    for (Object element : call.list(index)) {
      if (!(element instanceof SampleValue sample)) {
        throw new IllegalArgumentException("wrong type for value; expected a query's result");
      }
      samples.add(sample);
    }
    call.budget().spend(samples.size());
    return samples;
  }

  private static SampleValue first(List<SampleValue> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("first() called on vector with no elements");
    }
    return samples.get(0);
  }

  private static SampleValue sample(Invocation call, int index) {
    return call.of(SampleValue.class, index, "a sample");
  }

  private static List<SampleValue> sorted(Invocation call) {
    String label = call.text(0);
    List<SampleValue> samples = samples(call, 1);
    samples.sort(Comparator.comparing(sample -> sample.label(label)));
    return samples;
  }

  private static AnyMap arguments(Invocation call) {
    Map<String, @Nullable Object> named = new HashMap<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      named.put("arg" + i, call.argument(i));
    }
    return new AnyMap(named);
  }

  private static SafeText invoke(Invocation call) {
    return new SafeText(call.surroundings().invoke(call.text(0), call.argument(1)));
  }

  private static DurationValue duration(double seconds) {
    double nanos = seconds * 1e9;
    if (!Double.isFinite(nanos) || Math.abs(nanos) > Long.MAX_VALUE) {
      throw new IllegalArgumentException("value is not a duration");
    }
    return new DurationValue((long) nanos);
  }

  private static Duration parsed(Invocation call) {
    String text = call.text(0);
    return DurationText.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("not a valid duration string: \"" + text + "\""));
  }

  private static String link(String expression, int tab) {
    return "/graph?g0.expr=" + Escapes.query(expression) + "&g0.tab=" + tab;
  }
}
