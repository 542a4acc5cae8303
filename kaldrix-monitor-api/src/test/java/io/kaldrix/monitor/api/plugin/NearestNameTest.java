package io.kaldrix.monitor.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> NAMES =
      List.of("interval", "retention", "max-series", "url", "deadline");

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "intreval, interval",
    "intervall, interval",
    "nterval, interval",
    "imterval, interval",
    "retenton, retention",
    "max_series, max-series",
    "maxseries, max-series",
    "ulr, url",
    "deadlien, deadline",
    "interval, interval"
  })
  void findsWhatWasMisspelt(String given, String meant) {
    assertThat(NearestName.of(given, NAMES)).contains(meant);
    assertThat(NearestName.hint(given, NAMES)).isEqualTo(", did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "in", "''", "completely-different"})
  void saysNothingWhenNothingIsNear(String given) {
    assertThat(NearestName.of(given, NAMES)).isEmpty();
    assertThat(NearestName.hint(given, NAMES)).isEmpty();
  }

  @Test
  void thereMayBeNoNames() {
    assertThat(NearestName.of("interval", List.of())).isEmpty();
  }

  @Test
  void ofSeveralAsNearTheFirstInTheAlphabetIsMeant() {
    assertThat(NearestName.of("porx", List.of("port", "pork", "pore"))).contains("pore");
    assertThat(NearestName.of("porx", Set.of("pork", "port", "pore"))).contains("pore");
  }

  @Test
  void ofSeveralTheNearestIsMeant() {
    assertThat(NearestName.of("reads", List.of("heads-up", "readers", "read"))).contains("read");
  }
}
