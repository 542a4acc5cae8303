package io.kaldrix.monitor.example.dagnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  private final ReplayWindow window = new ReplayWindow();

  @Test
  void aNumberIsUsedOnce() {
    assertThat(window.isUsed(0)).isFalse();
    window.use(0);
    assertThat(window.isUsed(0)).isTrue();
    assertThat(window.isUsed(1)).isFalse();
  }

  @Test
  void numbersBelowTheWindowCountAsUsed() {
    window.use(ReplayWindow.WIDTH);
    assertThat(window.isUsed(0)).isTrue();
    assertThat(window.isUsed(1)).isFalse();
  }

  @Test
  void remembersAsASetWouldForNumbersOutOfOrder() {
    Random random = new Random(3);
    Set<Long> used = new HashSet<>();
    long highest = 0;
    for (int i = 0; i < 10_000; i++) {
      long number = Math.max(0, i + random.nextInt(200) - 100);
      boolean tooOld = highest - number >= ReplayWindow.WIDTH;
      assertThat(window.isUsed(number)).isEqualTo(used.contains(number) || tooOld);
      if (!window.isUsed(number)) {
        window.use(number);
        used.add(number);
        highest = Math.max(highest, number);
      }
    }
  }
}
