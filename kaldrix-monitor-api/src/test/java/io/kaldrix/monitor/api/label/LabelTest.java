package io.kaldrix.monitor.api.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LabelTest {

  @Test
  void isWrittenAsASelectorWritesIt() {
    assertThat(new Label("job", "api")).hasToString("job=\"api\"");
    assertThat(new Label("path", "C:\\\"x\"\n")).hasToString("path=\"C:\\\\\\\"x\\\"\\n\"");
  }

  @Test
  void refusesAnEmptyName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Label("", "x"))
        .withMessage("label name is empty, must be one character or more");
  }
}
