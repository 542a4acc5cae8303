package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sub-expression that the interpreter evaluates. Elements that were there before keep their
 * places, until most of the places are empty.
 */
final class InterpretedOperator implements Operator {

  /** Empty places that are not worth a new shape. */
  private static final int FEW = 16;

  private final Query query;
  private final Map<Labels, Integer> places = new HashMap<>();
  private Labels[] labels = new Labels[0];
  private List<VectorSample> samples = List.of();

  InterpretedOperator(Query query) {
    this.query = query;
  }

  @Override
  public void prepare(long atMillis) {
    try {
      samples = query.at(Instant.ofEpochMilli(atMillis)).vector().samples();
    } catch (QueryException e) {
      throw new NoPlanException(); // asked for the whole expression it says better what is wrong
    }
  }

  @Override
  public boolean isOutdated() {
    if (labels.length > 2 * samples.size() + FEW) {
      return true;
    }
    for (VectorSample sample : samples) {
      if (!places.containsKey(sample.labels())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Labels[] shape() {
    if (labels.length > 2 * samples.size() + FEW) {
      places.clear();
    }
    for (VectorSample sample : samples) {
      places.putIfAbsent(sample.labels(), places.size());
    }
    labels = new Labels[places.size()];
    places.forEach((series, place) -> labels[place] = series);
    return labels;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    Arrays.fill(out, SeriesHead.absent());
    for (VectorSample sample : samples) {
      Integer place = places.get(sample.labels());
      if (place != null) {
        out[place] = sample.value();
      }
    }
  }
}
