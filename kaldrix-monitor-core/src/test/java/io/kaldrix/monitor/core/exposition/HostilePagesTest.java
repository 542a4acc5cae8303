package io.kaldrix.monitor.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostilePagesTest {

  private static final String SEED =
      """
      # HELP a Text with \\\\ and \\n.
      # TYPE a histogram
      # UNIT a seconds
      a_bucket{le="0.5",x="\\"q\\""} 1e3 1700000000 # {t="1"} 0.3 1.5
      {"b.c","d.e"="ä🧀"} NaN
      a_sum -Inf
      # EOF
      """;

  @Test
  void damagedPagesAreReadOrRefusedAndNothingElse() {
    Random random = new Random(20261121);
    byte[] seed = SEED.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] page = damaged(seed, random);
      try {
        Page.read(page, round % 2 == 0
                ? ExpositionFormat.PROMETHEUS_TEXT
                : ExpositionFormat.OPEN_METRICS);
      } catch (ExpositionException expected) {
        refused++;
        assertThat(expected.getMessage()).hasSizeLessThan(400).startsWith("line ");
      }
    }
    assertThat(refused).isBetween(10_000, 99_000);
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] page = seed.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(page.length);
      switch (random.nextInt(4)) {
        case 0 -> page[at] = (byte) random.nextInt(256);
        case 1 -> page[at] = (byte) "\"\\{}# \n,=0".charAt(random.nextInt(10));
        case 2 -> page[at] = page[random.nextInt(page.length)];
        default -> page = Arrays.copyOf(page, Math.max(1, at));
      }
    }
    return page;
  }

  @Test
  void aLineWithoutAnEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'a');
            return length;
          }
        };

    assertThatThrownBy(() -> Page.read(endless, ExpositionFormat.PROMETHEUS_TEXT))
        .hasMessage("line 1: longer than 1048576 bytes");
  }

  @Test
  void theLongestLineIsReadInNoTime() {
    String value = "\\".repeat(PageLines.LONGEST - 20);
    StringBuilder labels = new StringBuilder("m{");
    for (int i = 0; labels.length() < PageLines.LONGEST - 30; i++) {
      labels.append('l').append(i).append("=\"\",");
    }

    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          assertThat(Page.text("m{a=\"" + value + "\"} 1").samples).hasSize(1);
          assertThat(Page.text(labels + "} 1").samples).hasSize(1);
          assertThatThrownBy(() -> Page.text("m " + "9".repeat(1_000_000)))
              .hasMessageContaining("must be a number");
          assertThatThrownBy(() -> Page.text("m 1e" + "9".repeat(1_000_000)))
              .hasMessageContaining("must be a number");
        });
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() {
    byte[] page = "m 1\nm{a=\"x\"} 1\n".getBytes(StandardCharsets.UTF_8);
    page[9] = (byte) 0xfe;

    assertThatThrownBy(() -> Page.read(page, ExpositionFormat.PROMETHEUS_TEXT))
        .hasMessage("line 2: byte 0xFE is not UTF-8, must be");
  }

  @Test
  void whateverTheStreamHandsOutAtATimeThePageIsTheSame() throws IOException {
    byte[] bytes = (SEED.repeat(200).replace("# EOF\n", "") + "# EOF\n").getBytes(StandardCharsets.UTF_8);
    InputStream oneByOne =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, 1);
          }
        };

    assertThat(Page.read(oneByOne, ExpositionFormat.OPEN_METRICS).samples)
        .hasSize(600)
        .isEqualTo(Page.read(bytes, ExpositionFormat.OPEN_METRICS).samples);
  }

  @Test
  void aFailureOfTheStreamIsHandedOn() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> Page.read(broken, ExpositionFormat.PROMETHEUS_TEXT))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream closed");
  }
}
