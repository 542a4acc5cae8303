package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import java.time.Instant;
import java.util.List;

/** The series that a script loaded. */
public final class ScriptSeries implements SampleReader {

  private RecordedSeries.Builder loaded = new RecordedSeries.Builder();
  private RecordedSeries series = loaded.build();

  void clear() {
    loaded = new RecordedSeries.Builder();
    series = loaded.build();
  }

  void load(Script.Step.Load load) {
    series = loaded.add(load.block()).build();
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    return series.read(matchers, from, to);
  }
}
