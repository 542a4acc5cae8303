package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Collects from all targets of {@code scrape_configs}, each on its own schedule and behind a fence
 * of its own, so that one that hangs holds up nobody.
 */
final class ScrapeEngine implements MonitorEngine {

  private static final String KEY = "scrape_configs";

  private final List<PageFetch> fetches = new ArrayList<>();
  private final List<TargetScrape> targets = new ArrayList<>();

  ScrapeEngine(Settings settings, EngineContext context, LongSupplier nanoTime) {
    List<ScrapeJob> jobs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings each : settings.sections(KEY)) {
      ScrapeJob job = ScrapeJob.read(each);
      if (!names.add(job.name())) {
        throw each.invalid("job_name", "a name that no other job has");
      }
      jobs.add(job);
      checkTargets(each, job);
    }
    ScrapeSeries.describe(context.appender());
    for (ScrapeJob job : jobs) { // only now, that nothing is opened if a later one is wrong
      PageFetch fetch = new PageFetch(job);
      fetches.add(fetch);
      for (TargetLabels.Target target : TargetLabels.of(job)) {
        targets.add(new TargetScrape(job, target, fetch, context, nanoTime));
      }
    }
  }

  private static void checkTargets(Settings settings, ScrapeJob job) {
    try {
      List<TargetLabels.Target> unused = TargetLabels.of(job);
    } catch (IllegalArgumentException e) {
      throw settings.invalid(
          "relabel_configs", "such that each target has an address: " + e.getMessage());
    }
  }

  @Override
  public void detect(Instant tick) {
    targets.forEach(target -> target.tick(tick));
  }

  /** Returns what completes once no scrape is under way. */
  CompletableFuture<Void> underWay() {
    return CompletableFuture.allOf(
        targets.stream().map(TargetScrape::underWay).toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    fetches.forEach(PageFetch::close);
    fetches.clear();
  }

  /** Offers collecting from targets; its key at the top is {@code scrape_configs}. */
  public static final class Provider implements MonitorEngineProvider {

    private final LongSupplier nanoTime;

    /** Creates the provider. */
    public Provider() {
      this(System::nanoTime);
    }

    Provider(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
      return "scrape";
    }

    @Override
    public List<String> topKeys() {
      return List.of(KEY);
    }

    @Override
    public MonitorEngine create(Settings settings, EngineContext context) {
      return new ScrapeEngine(settings, context, nanoTime);
    }
  }
}
