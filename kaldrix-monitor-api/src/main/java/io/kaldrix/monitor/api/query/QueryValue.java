package io.kaldrix.monitor.api.query;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Series;
import java.util.List;

/** What an expression can evaluate to. */
public sealed interface QueryValue {

  /** Returns the type's name in messages, such as {@code instant vector}. */
  String typeName();

  /**
   * One number.
   *
   * @param timestampMillis the instant asked for, milliseconds since the Unix epoch
   */
  record Scalar(long timestampMillis, double value) implements QueryValue {
    @Override
    public String typeName() {
      return "scalar";
    }

    InstantVector asVector() {
      return new InstantVector(List.of(new VectorSample(Labels.EMPTY, timestampMillis, value)));
    }
  }

  /** One text. */
  record Text(String value) implements QueryValue {
    @Override
    public String typeName() {
      return "string";
    }
  }

  /** One sample each of any number of series, no label set twice. */
  record InstantVector(List<VectorSample> samples) implements QueryValue {
    /** Creates a vector of a copy of {@code samples}. */
    public InstantVector {
      samples = List.copyOf(samples);
    }

    @Override
    public String typeName() {
      return "instant vector";
    }
  }

  /** Samples over time of any number of series, no label set twice. */
  record RangeVector(List<Series> series) implements QueryValue {
    /** Creates a vector of a copy of {@code series}. */
    public RangeVector {
      series = List.copyOf(series);
    }

    @Override
    public String typeName() {
      return "range vector";
    }
  }
}
