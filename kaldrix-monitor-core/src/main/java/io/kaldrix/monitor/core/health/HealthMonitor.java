package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.Health;
import io.kaldrix.monitor.api.health.HealthReport;
import io.kaldrix.monitor.api.series.SeriesAppender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs health checks when they are due and knows what they saw last. Asking runs nothing, and may
 * be done from any thread; ticks come one at a time.
 *
 * <p>A check that throws, hangs or returns nothing is down, with the reason as its summary. What
 * was seen longer ago than three intervals and a deadline counts as unknown.
 */
public final class HealthMonitor implements Health, AutoCloseable {

  private final List<WatchedCheck> checks = new ArrayList<>();
  private final InstantSource clock;
  private final Supplier<List<CheckedHealth>> further;
  private final HealthSeries series;

  /**
   * Creates a monitor that has looked at nothing yet.
   *
   * @param checks each name once
   * @param fence what checks run behind
   * @param appender where health goes as series
   * @param clock says when a result came, and how old it is when asked for
   * @param further health that others look after, asked at every tick and for every report
   * @throws IllegalArgumentException if two checks have one name
   */
  public HealthMonitor(
      List<ScheduledCheck> checks,
      Fence fence,
      SeriesAppender appender,
      InstantSource clock,
      Supplier<List<CheckedHealth>> further) {
    this(checks, fence, appender, clock, further, System::nanoTime);
  }

  HealthMonitor(
      List<ScheduledCheck> checks,
      Fence fence,
      SeriesAppender appender,
      InstantSource clock,
      Supplier<List<CheckedHealth>> further,
      LongSupplier nanoTime) {
    Set<String> names = new HashSet<>();
    for (ScheduledCheck check : checks) {
      if (!names.add(check.name())) {
        throw new IllegalArgumentException("two health checks are called '" + check.name() + "'");
      }
      this.checks.add(new WatchedCheck(check, fence, clock, nanoTime));
    }
    this.clock = clock;
    this.further = further;
    this.series = new HealthSeries(appender);
  }

  /** Starts the checks that are due, waits for none, and appends what is known as series. */
  public void tick(Instant tick) {
    checks.forEach(check -> check.startIfDue(tick));
    series.append(tick, reportAt(tick));
  }

  @Override
  public HealthReport report() {
    return reportAt(clock.instant());
  }

  @Override
  public HealthReport report(String group) {
    return HealthReport.of(
        report().checks().stream().filter(check -> check.groups().contains(group)).toList());
  }

  private HealthReport reportAt(Instant now) {
    List<CheckedHealth> all = new ArrayList<>(further.get());
    checks.forEach(check -> all.add(check.at(now)));
    all.sort(Comparator.comparing(CheckedHealth::name));
    return HealthReport.of(all);
  }

  /** Closes the checks that can be closed. Called once, after the last tick. */
  @Override
  public void close() {
    checks.forEach(WatchedCheck::close);
  }
}
