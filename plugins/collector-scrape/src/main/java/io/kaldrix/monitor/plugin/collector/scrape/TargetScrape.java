package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.core.exposition.ExpositionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target: a page is asked for when it is due, on a thread of the fence, and written down at the
 * first tick that finds it there. So all samples of a page bear one tick's time, at most one tick
 * later than they were shown, and the tick waits for nobody. Ticks come from one thread.
 */
final class TargetScrape {

  private static final Logger log = LoggerFactory.getLogger(TargetScrape.class);

  /** So much longer the fence waits than the request, which is to say itself why it failed. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ScrapeJob job;
  private final TargetLabels.Target target;
  private final PageFetch fetch;
  private final EngineContext context;
  private final LongSupplier nanoTime;
  private final TargetSeries series;
  private final SeriesHandle up;
  private final SeriesHandle duration;
  private final SeriesHandle scraped;
  private final SeriesHandle relabelled;
  private final SeriesHandle added;
  private final AtomicReference<@Nullable Result> arrived = new AtomicReference<>();
  private volatile CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
  private long nextDueMillis = Long.MIN_VALUE;
  private boolean failureSaid;

  /**
   * How a scrape ended.
   *
   * @param page what was read of it
   * @param problem why it is not to be used, empty if it is
   */
  private record Result(ScrapedPage page, String problem, double seconds) {
    boolean succeeded() {
      return problem.isEmpty();
    }
  }

  TargetScrape(
      ScrapeJob job,
      TargetLabels.Target target,
      PageFetch fetch,
      EngineContext context,
      LongSupplier nanoTime) {
    this.job = job;
    this.target = target;
    this.fetch = fetch;
    this.context = context;
    this.nanoTime = nanoTime;
    SeriesAppender appender = context.appender();
    this.series = new TargetSeries(appender);
    this.up = open(appender, ScrapeSeries.UP);
    this.duration = open(appender, ScrapeSeries.DURATION);
    this.scraped = open(appender, ScrapeSeries.SCRAPED);
    this.relabelled = open(appender, ScrapeSeries.RELABELLED);
    this.added = open(appender, ScrapeSeries.ADDED);
  }

  private SeriesHandle open(SeriesAppender appender, String name) {
    return appender.open(target.labels().toBuilder().metricName(name).build());
  }

  /** Returns what completes once no scrape is under way. */
  CompletableFuture<?> underWay() {
    return underWay;
  }

  /** Writes down what has arrived, then begins the next scrape if it is due. */
  void tick(Instant tick) {
    Result result = arrived.getAndSet(null);
    if (result != null) {
      write(tick.toEpochMilli(), result);
    }
    if (tick.toEpochMilli() >= nextDueMillis && underWay.isDone()) {
      nextDueMillis = nextOnGrid(tick.toEpochMilli(), job.interval().toMillis());
      begin();
    }
  }

  /** Returns the first multiple of the interval after {@code millis}. */
  static long nextOnGrid(long millis, long intervalMillis) {
    return (Math.floorDiv(millis, intervalMillis) + 1) * intervalMillis;
  }

  private void begin() {
    long startNanos = nanoTime.getAsLong();
    String lane = "scrape:" + job.name() + "/" + target.labels().value("instance");
    underWay =
        context
            .fence()
            .run(lane, job.timeout().plus(GRACE), this::page)
            .thenAccept(outcome -> arrived.set(result(outcome, startNanos)));
  }

  /**
   * Says what is the target's fault; only what is ours is thrown, and counts against the plugin.
   */
  private Result page() throws InterruptedException {
    ScrapedPage page = new ScrapedPage(job, target.labels());
    try {
      page.read(fetch.get(target.address()));
      return new Result(page, "", 0);
    } catch (IOException | ExpositionException e) {
      return new Result(page, String.valueOf(e.getMessage()), 0);
    }
  }

  private Result result(CallOutcome<Result> outcome, long startNanos) {
    double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
    Result result = outcome.value().orElseGet(() -> nothing(outcome.problem()));
    return new Result(result.page(), result.problem(), seconds);
  }

  private Result nothing(String problem) {
    return new Result(new ScrapedPage(job, target.labels()), problem, 0);
  }

  private void write(long tickMillis, Result result) {
    ScrapedPage page = result.page();
    int newSeries = 0;
    if (result.succeeded()) {
      newSeries = series.write(tickMillis, page);
      saySuccess();
    } else {
      series.end(tickMillis);
      sayFailure(result.problem());
    }
    up.append(tickMillis, result.succeeded() ? 1 : 0);
    duration.append(tickMillis, result.seconds());
    scraped.append(tickMillis, page.scraped());
    relabelled.append(tickMillis, page.samples().size());
    added.append(tickMillis, newSeries);
  }

  private void sayFailure(String problem) {
    if (!failureSaid) {
      failureSaid = true;
      log.warn("target {} of job '{}' is down: {}", shown(), job.name(), problem);
    }
  }

  private void saySuccess() {
    if (failureSaid) {
      failureSaid = false;
      log.info("target {} of job '{}' is up again", shown(), job.name());
    }
  }

  /** Returns the address without its query, which may hold a secret. */
  private String shown() {
    String address = target.address().toString();
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }

  /** Returns the labels of the target. */
  Labels labels() {
    return target.labels();
  }
}
