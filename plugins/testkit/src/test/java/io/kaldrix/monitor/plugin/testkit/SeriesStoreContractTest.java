package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SeriesStoreContractTest {

  @Test
  void theStoreOfTheKitKeepsEveryPromise() {
    ContractRun.assertKeepsAll(SeriesStoreContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(SeriesStoreContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        SeriesStoreContract.class, SeriesStoreContractTest.class);
  }

  static final class Good implements SeriesStoreContract<InMemorySeries> {
    @Override
    public InMemorySeries emptyStore() {
      return new InMemorySeries();
    }
  }

  /** Hands everything on; those that follow change one thing. */
  static class Faulty implements SeriesReader, SeriesAppender, SeriesStoreContract<Faulty> {
    private InMemorySeries store = new InMemorySeries();

    @Override
    public final Faulty emptyStore() {
      store = new InMemorySeries();
      return this;
    }

    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return store.select(matchers, from, to);
    }

    @Override
    public MetricMetadata metadata(String metricName) {
      return store.metadata(metricName);
    }

    @Override
    public SeriesHandle open(Labels labels) {
      SeriesHandle handle = store.open(labels);
      return new SeriesHandle() {
        @Override
        public Labels labels() {
          return labels;
        }

        @Override
        public boolean append(long timestampMillis, double value) {
          return Faulty.this.append(handle, timestampMillis, value);
        }
      };
    }

    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      return handle.append(timestampMillis, value);
    }

    @Override
    public void describe(String metricName, MetricMetadata metadata) {
      store.describe(metricName, metadata);
    }

    static List<Series> filtered(List<Series> series, Predicate<Sample> wanted) {
      List<Series> filtered = new ArrayList<>();
      for (Series one : series) {
        Samples.Builder samples = new Samples.Builder(16);
        one.samples().asList().stream()
            .filter(wanted)
            .forEach(sample -> samples.add(sample.timestampMillis(), sample.value()));
        filtered.add(new Series(one.labels(), samples.build()));
      }
      return filtered;
    }
  }

  @Breaks("readsWhatWasAppended")
  static final class KeepsWholeNumbers extends Faulty {
    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      return super.append(handle, timestampMillis, Math.rint(value));
    }
  }

  @Breaks("anEmptyStoreHasNoSeries")
  static final class MakesUpASeries extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return List.of(new Series(Labels.of("__name__", "up"), Samples.NONE));
    }
  }

  @Breaks("returnsSeriesInOrderOfLabels")
  static final class ReturnsSeriesInAnyOrder extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      List<Series> series = new ArrayList<>(super.select(matchers, from, to));
      Collections.reverse(series);
      return series;
    }
  }

  @Breaks("selectsByEveryMatcher")
  static final class LooksAtTheFirstMatcherOnly extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return super.select(matchers.subList(0, 1), from, to);
    }
  }

  @Breaks("aLabelThatIsLackingHasTheEmptyValue")
  static final class WantsTheLabelToBeThere extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return super.select(matchers, from, to).stream()
          .filter(one -> matchers.stream().allMatch(matcher -> one.labels().has(matcher.name())))
          .toList();
    }
  }

  @Breaks("aRegularExpressionMustMatchTheWholeValue")
  static final class FindsRegularExpressionsAnywhere extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return super.select(matchers.stream().map(this::anywhere).toList(), from, to);
    }

    private Matcher anywhere(Matcher matcher) {
      return matcher.operator().isRegularExpression()
          ? new Matcher(matcher.name(), matcher.operator(), ".*(" + matcher.value() + ").*")
          : matcher;
    }
  }

  @Breaks("refusesMatchersThatWouldSelectEverything")
  static final class SelectsEverything extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return matchers.isEmpty() ? List.of() : super.select(matchers, from, to);
    }
  }

  @Breaks("refusesAWrongRegularExpression")
  static final class TakesAWrongExpressionForNoMatch extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      try {
        return super.select(matchers, from, to);
      } catch (IllegalArgumentException e) {
        return List.of();
      }
    }
  }

  @Breaks("bothEndsBelongToTheWindow")
  static final class LeavesOutTheFirstInstant extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return super.select(matchers, from.plusMillis(1), to);
    }
  }

  @Breaks("aSeriesWithoutASampleInTheWindowIsLeftOut")
  static final class ReturnsEmptySeries extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      List<Series> ever = super.select(matchers, Instant.EPOCH, to.plusSeconds(1_000_000));
      return filtered(
          ever,
          sample ->
              sample.timestampMillis() >= from.toEpochMilli()
                  && sample.timestampMillis() <= to.toEpochMilli());
    }
  }

  @Breaks("aStaleMarkerIsASample")
  static final class HidesStaleMarkers extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return filtered(super.select(matchers, from, to), sample -> !sample.isStale());
    }
  }

  @Breaks("aSeriesThatEndedMayBeginAgain")
  static final class EndsForEver extends Faulty {
    private boolean ended;

    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      boolean stored = !ended && super.append(handle, timestampMillis, value);
      ended |= Double.isNaN(value);
      return stored;
    }
  }

  @Breaks("keepsEveryValueBitForBit")
  static final class KnowsOneNaN extends Faulty {
    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      return super.append(handle, timestampMillis, Double.isNaN(value) ? Double.NaN : value);
    }
  }

  @Breaks("dropsASecondSampleOfTheSameTime")
  static final class SaysItStoredBoth extends Faulty {
    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      super.append(handle, timestampMillis, value);
      return true;
    }
  }

  @Breaks("samplesAscendWhateverIsAppended")
  static final class StopsAtTheFirstLateSample extends Faulty {
    private long newest;
    private boolean stopped;

    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      stopped |= timestampMillis < newest;
      newest = Math.max(newest, timestampMillis);
      return !stopped && super.append(handle, timestampMillis, value);
    }
  }

  @Breaks("whatWasReturnedDoesNotChange")
  static final class ReturnsAView extends Faulty {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      return new AbstractList<>() {
        @Override
        public Series get(int index) {
          return ReturnsAView.super.select(matchers, from, to).get(index);
        }

        @Override
        public int size() {
          return ReturnsAView.super.select(matchers, from, to).size();
        }
      };
    }
  }

  @Breaks("readersSeeAscendingSamplesWhileOthersAppend")
  static final class LosesASampleNowAndThen extends Faulty {
    private final AtomicInteger appended = new AtomicInteger();

    @Override
    boolean append(SeriesHandle handle, long timestampMillis, double value) {
      return appended.incrementAndGet() % 1_000 == 0
          || super.append(handle, timestampMillis, value);
    }
  }

  @Breaks("labelsOpenedByTwoThreadsAreOneSeries")
  static final class MakesASeriesForEachHandle extends Faulty {
    private final Map<Labels, AtomicInteger> opened = new ConcurrentHashMap<>();

    @Override
    public SeriesHandle open(Labels labels) {
      int number = opened.computeIfAbsent(labels, unseen -> new AtomicInteger()).incrementAndGet();
      return super.open(labels.with("handle", "" + number));
    }
  }

  @Breaks("theLatestDescriptionOfAMetricCounts")
  static final class KeepsTheFirstDescription extends Faulty {
    @Override
    public void describe(String metricName, MetricMetadata metadata) {
      if (metadata(metricName).equals(MetricMetadata.UNKNOWN)) {
        super.describe(metricName, metadata);
      }
    }
  }
}
