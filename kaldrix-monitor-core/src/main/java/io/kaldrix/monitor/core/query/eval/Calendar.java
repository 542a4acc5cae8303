package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Functions of time of day and year, in UTC. */
final class Calendar {

  /** Seconds from the epoch beyond which there is no calendar: a billion years. */
  private static final double LAST_SECOND = 3e16;

  private Calendar() {}

  /** {@code hour(v)} and its like: a part of the date that each value says as Unix seconds. */
  static Value part(Invocation call, ToIntFunction<ZonedDateTime> part) {
    if (call.size() == 0) {
      double now = partOf(call.seconds(), part);
      return new Value.Vector(List.of(Element.of(Labels.EMPTY, call.atMillis(), now)));
    }
    return call.mapped(0, seconds -> partOf(seconds, part));
  }

  static double partOf(double seconds, ToIntFunction<ZonedDateTime> part) {
    if (!(Math.abs(seconds) < LAST_SECOND)) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
  }

  /**
   * {@code start_timestamp(v)}: when the counting of each sample of a selector began, in Unix
   * seconds, 0 if that is not known. Of what is calculated there is nothing to tell.
   */
  static Value startTimestamp(Invocation call) {
    if (!(call.argument(0).unwrapped() instanceof VectorSelector selector)) {
      return Value.Vector.EMPTY;
    }
    long until = call.run().shifted(selector.shift(), call.atMillis());
    List<Element> elements = new ArrayList<>();
    for (SampleSeries series : call.selections().of(selector)) {
      int index = Newest.indexOf(call.run().rules(), series, until);
      if (index >= 0) {
        double seconds = series.starts().millis(index) / 1000.0;
        Element element = Element.of(series.labels(), call.atMillis(), seconds);
        elements.add(call.names().removeFrom(element));
      }
    }
    return new Value.Vector(elements);
  }

  /**
   * {@code timestamp(v)}: when each sample was taken, in Unix seconds; that is the instant of
   * evaluation unless {@code v} is a selector.
   */
  static Value timestamp(Invocation call) {
    boolean selected = call.argument(0).unwrapped() instanceof VectorSelector;
    List<Element> elements = new ArrayList<>();
    for (Element element : call.vector(0)) {
      long millis = selected ? element.timestampMillis() : call.atMillis();
      elements.add(call.names().removeFrom(element.withValue(millis / 1000.0)));
    }
    return new Value.Vector(elements);
  }
}
