package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class QueryEngineContractTest {

  @Test
  void theEngineOfTheKitKeepsEveryPromise() {
    ContractRun.assertKeepsAll(QueryEngineContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(QueryEngineContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        QueryEngineContract.class, QueryEngineContractTest.class);
  }

  static class Good implements QueryEngineContract {
    @Override
    public QueryEngine engine(SeriesReader series) {
      return new PlainNameQueries(series);
    }
  }

  /** A query that answers from another one. */
  static class Changed implements Query {
    private final Query query;

    Changed(Query query) {
      this.query = query;
    }

    @Override
    public String expression() {
      return query.expression();
    }

    @Override
    public QueryResult at(Instant instant) {
      return query.at(instant);
    }

    @Override
    public QueryResult over(Instant from, Instant to, Duration step) {
      return query.over(from, to, step);
    }

    QueryResult each(QueryResult result, Function<VectorSample, VectorSample> change) {
      return QueryResult.of(
          new QueryValue.InstantVector(result.vector().samples().stream().map(change).toList()));
    }
  }

  @Breaks("aWrongExpressionIsRefusedWithItsPlace")
  static final class ThrowsSomethingElse extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression -> {
        try {
          return engine.prepare(expression);
        } catch (QueryException e) {
          throw new IllegalArgumentException(e);
        }
      };
    }
  }

  @Breaks("aWrongExpressionIsRefusedWithItsPlace")
  static final class PointsPastTheEnd extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression -> {
        try {
          return engine.prepare(expression);
        } catch (QueryException e) {
          throw new QueryException(expression, expression.length() + 1, "unexpected end");
        }
      };
    }
  }

  @Breaks("aMetricsNameReturnsTheSampleStored")
  static final class DropsTheName extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            @Override
            public QueryResult at(Instant instant) {
              return each(
                  super.at(instant),
                  sample ->
                      new VectorSample(
                          sample.labels().without("__name__"),
                          sample.timestampMillis(),
                          sample.value()));
            }
          };
    }
  }

  @Breaks("theNewestSampleCountsUpToTheInstantAsked")
  static final class LooksIntoTheFuture extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            @Override
            public QueryResult at(Instant instant) {
              return super.at(instant.plusSeconds(1));
            }
          };
    }
  }

  @Breaks("aMetricThatNobodyStoredReturnsNothing")
  static final class MakesUpAZero extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            @Override
            public QueryResult at(Instant instant) {
              return QueryResult.of(
                  new QueryValue.InstantVector(
                      List.of(new VectorSample(Labels.EMPTY, instant.toEpochMilli(), 0))));
            }
          };
    }
  }

  @Breaks("doesNotLookBackPastAStaleMarker")
  static final class LooksBackPastTheEnd extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            @Override
            public QueryResult at(Instant instant) {
              QueryResult result = super.at(instant);
              return result.vector().samples().isEmpty()
                  ? super.at(instant.minusSeconds(15))
                  : result;
            }
          };
    }
  }

  @Breaks("aPreparedQueryCanBeAskedAgain")
  static final class RemembersItsFirstAnswer extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            private final ConcurrentHashMap<String, QueryResult> first = new ConcurrentHashMap<>();

            @Override
            public QueryResult at(Instant instant) {
              return first.computeIfAbsent("first", unseen -> super.at(instant));
            }
          };
    }
  }

  @Breaks("aRangeIncludesBothEnds")
  static final class StopsBeforeTheEnd extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            @Override
            public QueryResult over(Instant from, Instant to, Duration step) {
              return super.over(from, to.minusMillis(1), step);
            }
          };
    }
  }

  @Breaks("twoThreadsMayAskOnePreparedQuery")
  static final class BelongsToTheThreadThatAskedFirst extends Good {
    @Override
    public QueryEngine engine(SeriesReader series) {
      QueryEngine engine = super.engine(series);
      return expression ->
          new Changed(engine.prepare(expression)) {
            private final ConcurrentHashMap<String, Thread> owner = new ConcurrentHashMap<>();

            @Override
            public QueryResult at(Instant instant) {
              if (owner.computeIfAbsent("owner", unseen -> Thread.currentThread())
                  != Thread.currentThread()) {
                throw new IllegalStateException("asked by two threads");
              }
              return super.at(instant);
            }
          };
    }
  }
}
