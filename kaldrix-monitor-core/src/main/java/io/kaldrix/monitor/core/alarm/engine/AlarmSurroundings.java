package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.alarm.band.BandModel;
import io.kaldrix.monitor.core.alarm.band.SeasonalBand;
import io.kaldrix.monitor.core.alarm.metric.MetricMappings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What alarms need beside themselves.
 *
 * @param reader where metrics are read
 * @param queries what answers mapped metrics and alarms on PromQL
 * @param appender where the series of alarms go
 * @param processLabels what their alerts and series are labelled with
 * @param step time between ticks
 * @param mappings which PromQL stands for which metric
 * @param rangeFactor how many periods are looked at for each that counts, 1 or more
 * @param mutes when which alarms take no actions
 * @param trainings how bands are learned
 * @param model what learns them
 * @param keeping what keeps states over a restart
 */
public record AlarmSurroundings(
    SeriesReader reader,
    QueryEngine queries,
    SeriesAppender appender,
    Labels processLabels,
    Duration step,
    MetricMappings mappings,
    double rangeFactor,
    List<AlarmMute> mutes,
    List<BandTraining> trainings,
    BandModel model,
    AlarmKeeping keeping) {

  /** How many periods are looked at for each that counts, as the tables of AWS's guide show. */
  public static final double USUAL_RANGE_FACTOR = 5.0 / 3;

  /**
   * Returns surroundings in which nothing is muted or kept and metrics have their own names, for
   * replay and checks.
   */
  public static AlarmSurroundings of(
      SeriesReader reader, QueryEngine queries, SeriesAppender appender, Duration step) {
    return new AlarmSurroundings(
        reader,
        queries,
        appender,
        Labels.EMPTY,
        step,
        new MetricMappings(Map.of()),
        USUAL_RANGE_FACTOR,
        List.of(),
        List.of(),
        new SeasonalBand(),
        AlarmKeeping.NONE);
  }

  /** Creates surroundings of copies of the lists. */
  public AlarmSurroundings {
    mutes = List.copyOf(mutes);
    trainings = List.copyOf(trainings);
  }
}
