package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.api.template.TemplateEngine;
import io.kaldrix.monitor.api.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every template engine promises, whatever it knows of the language beyond fields. Implement
 * it in a test class.
 */
public interface TemplateEngineContract {

  /** The instant that the kit fills templates for. */
  Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  /** Returns the engine. */
  TemplateEngine engine();

  @Test
  default void textWithoutActionsStaysAsItIs() {
    String text = "50 % of {braces} } { \\ $1 \"äöü\"\n";
    assertThat(engine().compile("plain", text).fill(Map.of(), AT)).isEqualTo(text);
  }

  @Test
  default void aFieldStandsForItsValue() {
    Template template = engine().compile("field", "{{ .job }} at {{.place.node}}");
    assertThat(template.name()).isEqualTo("field");
    assertThat(template.fill(Map.of("job", "api$1", "place", Map.of("node", "n-1")), AT))
        .isEqualTo("api$1 at n-1");
  }

  @Test
  default void aKeyThatIsNotThereStandsForNothing() {
    assertThat(engine().compile("field", "[{{ .job }}]").fill(Map.of("other", "x"), AT))
        .isEqualTo("[]");
  }

  @Test
  default void aWrongTextIsRefusedWithItsPlace() {
    for (String wrong : List.of("{{", "{{ .job", "a\n {{ .job. }}", "{{ ) }}")) {
      TemplateException refusal =
          catchThrowableOfType(TemplateException.class, () -> engine().compile("wrong", wrong));
      assertThat(refusal).as("the refusal of '%s'", wrong).isNotNull();
      assertThat(refusal.template()).isEqualTo("wrong");
      assertThat(refusal.offset()).isBetween(0, wrong.length());
      assertThat(refusal).hasMessageStartingWith("template: wrong:");
    }
  }

  @Test
  default void oneTemplateIsFilledByManyThreadsAtATime() throws InterruptedException {
    Template template = engine().compile("shared", "{{ .thread }}");
    Together.run(
        4,
        Duration.ofSeconds(20),
        thread -> {
          for (int i = 0; i < 200; i++) {
            assertThat(template.fill(Map.of("thread", thread + "-" + i), AT))
                .isEqualTo(thread + "-" + i);
          }
        });
  }
}
