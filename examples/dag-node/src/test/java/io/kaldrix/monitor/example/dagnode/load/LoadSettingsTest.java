package io.kaldrix.monitor.example.dagnode.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {
  private final LoadSettings settings = new LoadSettings(200, Duration.ofSeconds(60), 0.5, 1);

  @Test
  void theRateSwingsAroundItsMean() {
    assertThat(settings.rateAt(Duration.ZERO)).isEqualTo(200);
    assertThat(settings.rateAt(Duration.ofSeconds(15))).isEqualTo(300);
    assertThat(settings.rateAt(Duration.ofSeconds(45))).isEqualTo(100);
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> LoadSettings.around(0))
        .hasMessage("transactionsPerSecond is 0.0, must be in (0, 10000]");
  }
}
