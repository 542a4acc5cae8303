package io.kaldrix.monitor.core.rule.file;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import io.kaldrix.monitor.core.alarm.engine.AlarmSurroundings;
import io.kaldrix.monitor.core.alarm.file.AlarmFiles;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads files of CloudWatch alarms as they stand. */
public final class AlarmDefinitions {

  /** The name of the group that alarms of files make up. */
  public static final String GROUP = "cloudwatch";

  private AlarmDefinitions() {}

  /**
   * Returns the alarms of files, in order.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a file cannot be read or something
   *     in one is wrong
   * @throws IllegalArgumentException if an alarm is wrong by itself or among the others: its metric
   *     math, its PromQL, or that it asks of an alarm that none of the files has
   */
  public static List<Rule> read(List<Path> files) {
    List<Rule> alarms = new ArrayList<>();
    for (Path file : files) {
      alarms.addAll(AlarmFiles.load(file, Severity.MEDIUM).alarms());
    }
    prepare(alarms);
    return List.copyOf(alarms);
  }

  /** What is not seen by reading is seen by making ready to evaluate. */
  private static void prepare(List<Rule> alarms) {
    InMemorySeriesStore series = new InMemorySeriesStore(SeriesLimits.DEFAULTS);
    PromQlEngine queries = new PromQlEngine(series, QueryLimits.DEFAULT);
    AlarmEngine unused =
        new AlarmEngine(
            List.of(RuleGroup.of(GROUP, alarms.toArray(Rule[]::new))),
            AlarmSurroundings.of(series, queries, series, Duration.ofSeconds(10)),
            new EngineMeterBook());
  }
}
