package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealPrometheusTest {

  private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
  private static final long MILLIS = NOON.toEpochMilli();

  @Test
  void answersFromWhatWasWritten() {
    Labels up = Labels.of("__name__", "up", "job", "a\"é");
    Labels gone = Labels.of("__name__", "up", "job", "gone");
    Path directory;
    try (RealPrometheus prometheus = RealPrometheus.start()) {
      directory = prometheus.directory();
      prometheus.write(
          List.of(
              new Series(
                  up,
                  Samples.of(
                      new long[] {MILLIS - 6_000_000, MILLIS - 60_001, MILLIS},
                      new double[] {7, 0.1, Double.POSITIVE_INFINITY})),
              new Series(
                  gone,
                  Samples.of(
                      new long[] {MILLIS - 60_000, MILLIS}, new double[] {1, StaleMarker.VALUE}))));
      assertThat(prometheus.instant("up", NOON))
          .isEqualTo(
              new PrometheusReply.Answered(
                  new QueryValue.InstantVector(
                      List.of(new VectorSample(up, MILLIS, Double.POSITIVE_INFINITY)))));
      assertThat(prometheus.instant("up[61s]", NOON))
          .isEqualTo(
              new PrometheusReply.Answered(
                  new QueryValue.RangeVector(
                      List.of(
                          new Series(
                              up,
                              Samples.of(
                                  new long[] {MILLIS - 60_001, MILLIS},
                                  new double[] {0.1, Double.POSITIVE_INFINITY})),
                          new Series(
                              gone, Samples.of(new long[] {MILLIS - 60_000}, new double[] {1}))))));
      assertThat(prometheus.range("count(up)", NOON.minusSeconds(60), NOON, Duration.ofSeconds(60)))
          .isEqualTo(
              new PrometheusReply.Answered(
                  new QueryValue.RangeVector(
                      List.of(
                          new Series(
                              Labels.EMPTY,
                              Samples.of(
                                  new long[] {MILLIS - 60_000, MILLIS}, new double[] {2, 1}))))));
      assertThat(prometheus.instant("sum(", NOON))
          .isInstanceOfSatisfying(
              PrometheusReply.Refused.class,
              refused -> {
                assertThat(refused.kind()).isEqualTo("bad_data");
                assertThat(refused.message()).contains("parse error");
              });
      assertThat(prometheus.get("/api/v1/status/buildinfo")).contains("\"version\"");
    }
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void whatItSaysToAWrongConfigurationIsPassedOn() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RealPrometheus.start("globus: {}\n"))
        .withMessageContaining("field globus not found");
  }
}
