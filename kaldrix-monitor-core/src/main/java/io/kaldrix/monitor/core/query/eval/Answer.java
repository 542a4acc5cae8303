package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation says, native histograms among it, for which a {@link QueryResult} has no room.
 *
 * @param type of what shape it is
 * @param series of a range vector, by labels; of an instant vector in its order, and of a scalar,
 *     one sample each; none of a string
 * @param text of a string, otherwise empty
 * @param warnings what makes the answer doubtful
 * @param infos what an author should know of the expression
 */
public record Answer(
    ValueType type,
    List<SampleSeries> series,
    String text,
    List<String> warnings,
    List<String> infos) {

  private static final String LEFT_OUT =
      "native histograms are left out of the answer, take histogram_count(), histogram_quantile()"
          + " or their like of them";

  /** Creates an answer. */
  public Answer {
    series = List.copyOf(series);
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  /** Returns the answer without its histograms, which is said if there are any. */
  public QueryResult withoutHistograms() {
    List<String> said = new ArrayList<>(warnings);
    if (series.stream().anyMatch(one -> !one.histograms().isEmpty())) {
      said.add(LEFT_OUT);
    }
    return new QueryResult(value(), said, infos);
  }

  private QueryValue value() {
    return switch (type) {
      case STRING -> new QueryValue.Text(text);
      case SCALAR -> {
        Samples samples = series.get(0).samples();
        yield new QueryValue.Scalar(samples.timestampMillis(0), samples.value(0));
      }
      case INSTANT_VECTOR ->
          new QueryValue.InstantVector(
              series.stream()
                  .filter(one -> one.histograms().isEmpty())
                  .map(
                      one ->
                          new VectorSample(
                              one.labels(),
                              one.samples().timestampMillis(0),
                              one.samples().value(0)))
                  .toList());
      case RANGE_VECTOR ->
          new QueryValue.RangeVector(
              series.stream()
                  .map(one -> new Series(one.labels(), numbers(one)))
                  .filter(one -> !one.samples().isEmpty())
                  .toList());
    };
  }

  private static Samples numbers(SampleSeries series) {
    if (series.histograms().isEmpty()) {
      return series.samples();
    }
    Samples.Builder numbers = new Samples.Builder(series.samples().size());
    for (int i = 0; i < series.samples().size(); i++) {
      if (series.histograms().at(i).isEmpty()) {
        numbers.add(series.samples().timestampMillis(i), series.samples().value(i));
      }
    }
    return numbers.build();
  }

  /** Samples of one series as they come. For one thread. */
  static final class SeriesBuilder {
    private final Labels labels;
    private final Samples.Builder samples = new Samples.Builder(1);
    private final List<Optional<NativeHistogram>> histograms = new ArrayList<>();

    SeriesBuilder(Labels labels) {
      this.labels = labels;
    }

    SeriesBuilder add(long atMillis, Element element) {
      samples.add(atMillis, element.value());
      histograms.add(element.asHistogram());
      return this;
    }

    SampleSeries build() {
      return new SampleSeries(
          labels, samples.build(), StartTimestamps.NONE, Histograms.of(histograms));
    }
  }
}
