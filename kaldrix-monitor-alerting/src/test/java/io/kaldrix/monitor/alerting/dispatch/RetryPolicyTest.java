package io.kaldrix.monitor.alerting.dispatch;

import static io.kaldrix.monitor.alerting.dispatch.Example.T0;
import static io.kaldrix.monitor.alerting.dispatch.Example.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.notify.DeliveryOutcome.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final Retry DOWN = new Retry("HTTP 503", Optional.empty());

  private static Delivery attempt(int number) {
    return attempt(number, "key");
  }

  private static Delivery attempt(int number, String key) {
    return new Delivery(notification(key, "group", Severity.HIGH), number, T0, 0);
  }

  @ParameterizedTest(name = "after attempt {0}: from {1} s")
  @CsvSource({"1, 5", "2, 10", "3, 20", "6, 160", "7, 300", "50, 300", "99, 300"})
  void waitsTwiceAsLongEachTimeUpToFiveMinutes(int attempt, int seconds) {
    Duration wait = new RetryPolicy(100).waitAfter(attempt(attempt), DOWN).orElseThrow();
    assertThat(wait).isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1250L));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertThat(new RetryPolicy(4).waitAfter(attempt(3), DOWN)).isPresent();
    assertThat(new RetryPolicy(4).waitAfter(attempt(4), DOWN)).isEmpty();
    assertThat(new RetryPolicy(1).waitAfter(attempt(1), DOWN)).isEmpty();
  }

  @ParameterizedTest(name = "asked for {0} s, waits {1} s")
  @CsvSource({"120, 120", "0, 0", "-5, 0", "86400, 3600"})
  void obeysTheReceiverUpToAnHour(long asked, long waits) {
    Retry retry = new Retry("HTTP 429", Optional.of(Duration.ofSeconds(asked)));
    assertThat(new RetryPolicy(4).waitAfter(attempt(1), retry)).contains(Duration.ofSeconds(waits));
  }

  @Test
  void spreadsDifferentNotificationsAndReplaysTheSameOne() {
    RetryPolicy policy = new RetryPolicy(4);
    long different =
        IntStream.range(0, 100)
            .mapToObj(i -> policy.waitAfter(attempt(1, "key " + i), DOWN).orElseThrow())
            .distinct()
            .count();
    assertThat(different).isGreaterThan(50);
    assertThat(policy.waitAfter(attempt(1), DOWN)).isEqualTo(policy.waitAfter(attempt(1), DOWN));
  }
}
