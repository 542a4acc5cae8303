package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What rules work with.
 *
 * @param queries prepares expressions
 * @param templates reads texts
 * @param answers takes recorded series and those of alerts
 * @param figures takes series about the rules themselves, if they are wanted
 * @param meters counts for all rules of a group
 * @param memory keeps alerts over a restart, if they are to be kept
 * @param tickInterval time between ticks: so long nobody looks at alerts anyway, so that it is no
 *     outage; zero if it is not known
 * @param limits what rules may cost
 * @param alarms evaluates the alarms among the rules; without it they are refused
 * @param nanoTime nanoseconds from some beginning, to tell how long a rule takes
 */
public record RuleSurroundings(
    RuleQueries queries,
    RuleTemplates templates,
    SeriesAppender answers,
    Optional<SeriesAppender> figures,
    EngineMeters meters,
    Optional<AlertMemory> memory,
    Duration tickInterval,
    RuleLimits limits,
    Optional<AlarmEngine> alarms,
    LongSupplier nanoTime) {

  /** Returns surroundings in which nothing is remembered or limited, for replay and tests. */
  public static RuleSurroundings of(
      RuleQueries queries, RuleTemplates templates, SeriesAppender answers, EngineMeters meters) {
    return new RuleSurroundings(
        queries,
        templates,
        answers,
        Optional.empty(),
        meters,
        Optional.empty(),
        Duration.ZERO,
        RuleLimits.OF_REPLAY,
        Optional.empty(),
        System::nanoTime);
  }

  /** Returns these with series about the rules themselves. */
  public RuleSurroundings withFigures(SeriesAppender appender) {
    return new RuleSurroundings(
        queries,
        templates,
        answers,
        Optional.of(appender),
        meters,
        memory,
        tickInterval,
        limits,
        alarms,
        nanoTime);
  }

  /** Returns these with a memory, for ticks that come at an interval. */
  public RuleSurroundings withMemory(AlertMemory kept, Duration interval) {
    return new RuleSurroundings(
        queries,
        templates,
        answers,
        figures,
        meters,
        Optional.of(kept),
        interval,
        limits,
        alarms,
        nanoTime);
  }

  /** Returns these with other limits. */
  public RuleSurroundings withLimits(RuleLimits other) {
    return new RuleSurroundings(
        queries,
        templates,
        answers,
        figures,
        meters,
        memory,
        tickInterval,
        other,
        alarms,
        nanoTime);
  }

  /** Returns these with an engine that evaluates alarms. */
  public RuleSurroundings withAlarms(AlarmEngine engine) {
    return new RuleSurroundings(
        queries,
        templates,
        answers,
        figures,
        meters,
        memory,
        tickInterval,
        limits,
        Optional.of(engine),
        nanoTime);
  }

  /** Returns these with another way to tell how long a rule takes. */
  public RuleSurroundings withNanoTime(LongSupplier other) {
    return new RuleSurroundings(
        queries, templates, answers, figures, meters, memory, tickInterval, limits, alarms, other);
  }
}
