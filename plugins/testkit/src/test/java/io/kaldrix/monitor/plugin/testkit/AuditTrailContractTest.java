package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditTrailContractTest {

  @Test
  void aGoodTrailKeepsEveryPromise() {
    ContractRun.assertKeepsAll(AuditTrailContract.class, Good.class);
  }

  @Test
  void theTrailOfTheKitKeepsEveryPromiseButToLast() {
    ContractRun.assertKeepsAll(AuditTrailContract.class, InMemory.class, "goesOnWhereItWasLeft");
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(AuditTrailContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(AuditTrailContract.class, AuditTrailContractTest.class);
  }

  /** A trail over a list that outlives it. */
  static class ListTrail implements AuditTrail {
    private static final Map<String, List<AuditEvent>> PLACES = new ConcurrentHashMap<>();

    final List<AuditEvent> events;
    private boolean closed;

    ListTrail(Settings settings) {
      events = PLACES.computeIfAbsent(settings.string("place"), unseen -> new ArrayList<>());
    }

    @Override
    public CompletionStage<Long> append(AuditEvent event) {
      synchronized (events) {
        if (closed) {
          return CompletableFuture.failedStage(new IllegalStateException("the trail is closed"));
        }
        events.add(event);
        return CompletableFuture.completedStage(events.size() - 1L);
      }
    }

    @Override
    public List<AuditEvent> latest(int atMost) {
      synchronized (events) {
        return List.copyOf(events.subList(Math.max(0, events.size() - atMost), events.size()));
      }
    }

    @Override
    public void close() {
      synchronized (events) {
        closed = true;
      }
    }

    /** Offers the trail under the name {@code list}. */
    public static final class Provider implements AuditTrailProvider {
      @Override
      public String name() {
        return "list";
      }

      @Override
      public AuditTrail open(Settings settings, InstantSource clock) {
        return new ListTrail(settings);
      }
    }
  }

  static class Good implements AuditTrailContract {
    private final String place = UUID.randomUUID().toString();

    @Override
    public AuditTrailProvider provider() {
      return new ListTrail.Provider();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("place", place);
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("place");
    }
  }

  static final class InMemory implements AuditTrailContract {
    @Override
    public AuditTrailProvider provider() {
      return new InMemoryProvider();
    }

    @Override
    public boolean survivesReopen() {
      return false;
    }

    public static final class InMemoryProvider implements AuditTrailProvider {
      @Override
      public String name() {
        return "in-memory";
      }

      @Override
      public AuditTrail open(Settings settings, InstantSource clock) {
        return new InMemoryAuditTrail();
      }
    }
  }

  @Breaks("countsFromZeroWithoutGaps")
  static final class CountsFromOne extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          return super.append(event).thenApply(index -> index + 1);
        }
      };
    }
  }

  @Breaks("countsWithoutGapsWhenThreadsAppendTogether")
  static final class CountsWithoutALock extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      CyclicBarrier allHaveCounted = new CyclicBarrier(4);
      return new ListTrail(settings) {
        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          long index = latest(Integer.MAX_VALUE).size();
          try {
            allHaveCounted.await(); // so that the race is lost each time
          } catch (Exception e) {
            return CompletableFuture.failedStage(e);
          }
          super.append(event);
          return CompletableFuture.completedStage(index);
        }
      };
    }
  }

  @Breaks("keepsTheOrderOfIndexes")
  static final class SortsByResource extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public List<AuditEvent> latest(int atMost) {
          return super.latest(atMost).stream()
              .sorted((a, b) -> a.resource().compareTo(b.resource()))
              .toList();
        }
      };
    }
  }

  @Breaks("givesTheLatestOldestFirst")
  static final class GivesTheNewestFirst extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public List<AuditEvent> latest(int atMost) {
          List<AuditEvent> latest = new ArrayList<>(super.latest(atMost));
          Collections.reverse(latest);
          return latest;
        }
      };
    }
  }

  @Breaks("keepsAllOfAnEvent")
  static final class KeepsMilliseconds extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          return super.append(
              new AuditEvent(
                  event.at().truncatedTo(ChronoUnit.MILLIS),
                  event.actor(),
                  event.action(),
                  event.resource(),
                  event.outcome(),
                  event.region(),
                  event.correlationId(),
                  event.details()));
        }
      };
    }
  }

  @Breaks("appendingAfterItWasClosedFailsWithoutThrowing")
  static final class ThrowsOnceClosed extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        private boolean closed;

        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          if (closed) {
            throw new IllegalStateException("closed");
          }
          return super.append(event);
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }
  }

  @Breaks("appendingAfterItWasClosedFailsWithoutThrowing")
  static final class IgnoresThatItWasClosed extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public void close() {}
      };
    }
  }

  @Breaks("closingMakesSafeWhatWasAppended")
  static final class LosesWhatIsUnderWay extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          super.append(event);
          return new CompletableFuture<>(); // written later, by nobody
        }
      };
    }
  }

  @Breaks("closingTwiceIsClosingOnce")
  static final class ThrowsWhenClosedAgain extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      return new ListTrail(settings) {
        private boolean closed;

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed already");
          }
          closed = true;
        }
      };
    }
  }

  @Breaks("goesOnWhereItWasLeft")
  static final class BeginsAnew extends Good {
    @Override
    public AuditTrail create(Settings settings) {
      ListTrail trail = new ListTrail(settings);
      trail.events.clear();
      return trail;
    }
  }
}
