package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.query.VectorSample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MonitorEngineContractTest {

  @Test
  void aGoodEngineKeepsEveryPromise() {
    ContractRun.assertKeepsAll(MonitorEngineContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(MonitorEngineContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        MonitorEngineContract.class, MonitorEngineContractTest.class);
  }

  /** Has every detector score the queue's size, behind the fence. */
  static class QueueWatch implements MonitorEngine {
    final EngineContext context;
    private final Map<String, Detector> detectors = new LinkedHashMap<>();

    QueueWatch(EngineContext context) {
      this.context = context;
      for (DetectorProvider provider : context.plugins(DetectorProvider.class)) {
        detectors.put(provider.name(), provider.create(Settings.none()));
      }
    }

    @Override
    public void detect(Instant tick) {
      for (VectorSample sample : context.queries().instant("queue_size", tick).vector().samples()) {
        detectors.forEach(
            (name, detector) ->
                run(
                    name,
                    () -> {
                      Score score = new Score();
                      detector.score(tick.toEpochMilli(), sample.value(), score);
                      Labels labels = Labels.of("__name__", "score", "detector", name);
                      context.appender().append(labels, time(tick), score.value());
                    }));
      }
    }

    Instant time(Instant tick) {
      return tick;
    }

    void run(String name, Runnable work) {
      context
          .fence()
          .call(
              name,
              Duration.ofSeconds(1),
              () -> {
                work.run();
                return true;
              });
    }

    @Override
    public void react(Instant tick, List<AlertTransition> transitions) {
      for (AlertTransition transition : transitions) {
        context
            .audit()
            .append(
                AuditEvent.of(
                        tick, "system:queue-watch", "alert.seen", transition.alert().fingerprint())
                    .succeeded());
      }
    }

    /** Offers the engine under the name {@code queue-watch}. */
    public static final class Provider implements MonitorEngineProvider {
      @Override
      public String name() {
        return "queue-watch";
      }

      @Override
      public MonitorEngine create(Settings settings, EngineContext context) {
        return new QueueWatch(context);
      }
    }
  }

  /** A detector that throws whenever it is to score. */
  public static final class Throwing implements DetectorProvider {
    @Override
    public String name() {
      return "throwing";
    }

    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void score(long timestampMillis, double value, Score score) {
          throw new IllegalStateException("as planned");
        }
      };
    }
  }

  static class Good implements MonitorEngineContract {
    @Override
    public MonitorEngineProvider provider() {
      return new QueueWatch.Provider();
    }

    @Override
    public List<Plugin> plugins() {
      return List.of(new RunningChart.Provider());
    }

    @Override
    public List<Plugin> faultyPlugins() {
      return List.of(new Throwing());
    }

    @Override
    public long workDone(InMemoryEngineContext context) {
      return context.series().all().stream()
          .filter(series -> series.labels().metricName().equals("score"))
          .mapToLong(series -> series.samples().size())
          .sum();
    }
  }

  private interface Engine {
    MonitorEngine over(EngineContext context);
  }

  private static MonitorEngineProvider making(Engine engine) {
    return new MonitorEngineProvider() {
      @Override
      public String name() {
        return "planted";
      }

      @Override
      public MonitorEngine create(Settings settings, EngineContext context) {
        return engine.over(context);
      }
    };
  }

  @Breaks("worksTickAfterTick")
  static final class StopsAfterFiftyTicks extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                private int ticks;

                @Override
                public void detect(Instant tick) {
                  if (++ticks < 50) {
                    super.detect(tick);
                  }
                }
              });
    }
  }

  @Breaks("goesByTheClockItIsGiven")
  static final class GoesByTheWall extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                @Override
                Instant time(Instant tick) {
                  return tick.plusNanos(System.nanoTime() % 1_000_000_000);
                }
              });
    }
  }

  @Breaks("aPluginThatThrowsStopsNothing")
  static final class HasNoFence extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                @Override
                void run(String name, Runnable work) {
                  work.run();
                }
              });
    }
  }

  @Breaks("aPluginThatThrowsStopsNothing")
  static final class GivesUpAfterAFault extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                private boolean faulty;

                @Override
                void run(String name, Runnable work) {
                  if (!faulty) {
                    faulty = name.equals("throwing");
                    super.run(name, work);
                  }
                }
              });
    }
  }

  @Breaks("canBeClosedBeforeTheFirstTick")
  static final class NeedsATick extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                @Override
                public void close() {
                  if (context.audit().latest(1).isEmpty()) {
                    throw new IllegalStateException("no tick yet");
                  }
                }
              });
    }
  }

  @Breaks("closingTwiceIsClosingOnce")
  static final class ThrowsWhenClosedAgain extends Good {
    @Override
    public MonitorEngineProvider provider() {
      return making(
          context ->
              new QueueWatch(context) {
                private boolean closed;

                @Override
                public void close() {
                  if (closed) {
                    throw new IllegalStateException("closed already");
                  }
                  closed = true;
                }
              });
    }
  }

  @Breaks("leavesNoThreadBehind")
  static final class LeavesAThread extends Good {
    @Override
    public Duration patience() {
      return Duration.ofMillis(300);
    }

    @Override
    public MonitorEngineProvider provider() {
      return making(
          context -> {
            CountDownLatch never = new CountDownLatch(1);
            Thread thread =
                new Thread(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    },
                    "left-behind");
            thread.setDaemon(true);
            thread.start();
            return new QueueWatch(context);
          });
    }
  }
}
