package io.kaldrix.monitor.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: filled, or a {@link TemplateException}, and nothing else. */
class HostileTemplatesTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, Object> DATA =
      Map.of(
          "a",
          "text é",
          "b",
          0.5,
          "c",
          7,
          "d",
          List.of("x", 1, true, List.of()),
          "e",
          Map.of("f", Map.of("g", -1.5)),
          "l",
          Labels.of("alertname", "x", "job", "y"),
          "t",
          AT,
          "w",
          Duration.ofSeconds(90));
  private static final String ALPHABET = "ab.$:=|()'\"`\\/*-{} \n%09é\ud800xdsvfq,[]";
  private static final List<String> WORDS =
      List.of(
          "{{",
          "}}",
          "{{-",
          "-}}",
          " ",
          " ",
          "if",
          "else",
          "end",
          "range",
          "with",
          "define",
          "template",
          "block",
          "break",
          "continue",
          "nil",
          "true",
          "(",
          ")",
          "|",
          ":=",
          "=",
          ",",
          ".",
          ".a",
          ".b",
          ".c",
          ".d",
          ".e.f",
          ".l",
          ".t",
          ".w",
          "$",
          "$x",
          "$y",
          "1",
          "-2",
          "0.5",
          "\"s\"",
          "`r`",
          "'c'",
          "\"%v %d %5.2f %[2]*q\"",
          "\"(a*)*\"",
          "printf",
          "print",
          "len",
          "index",
          "slice",
          "eq",
          "lt",
          "and",
          "or",
          "not",
          "html",
          "js",
          "urlquery",
          "title",
          "join",
          "match",
          "reReplaceAll",
          "toJson",
          "date",
          "tz",
          "since",
          "dict",
          "list",
          "append",
          "toDate",
          "routeLabels",
          "humanizeDuration",
          "base64decode",
          "urlUnescape",
          ".Format",
          ".Unix",
          ".SortedPairs",
          ".Remove",
          ".Round",
          "/* c */",
          "text");

  @Test
  void randomLettersAreFilledOrRefused() {
    Random random = new Random(1);
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder("{{ ");
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      tryOut(text.append(random.nextBoolean() ? " }}" : "").toString());
    }
  }

  @Test
  void randomWordsAreFilledOrRefused() {
    Random random = new Random(2);
    int filled = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(14);
      for (int j = 0; j < length; j++) {
        text.append(WORDS.get(random.nextInt(WORDS.size())));
        text.append(random.nextInt(3) == 0 ? "" : " ");
      }
      filled += tryOut(text.toString()) ? 1 : 0;
    }
    assertThat(filled).isGreaterThan(500);
  }

  @Test
  void randomCallsAreFilledOrRefused() {
    Random random = new Random(3);
    int filled = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("{{ ");
      int length = 1 + random.nextInt(5);
      for (int j = 0; j < length; j++) {
        text.append(WORDS.get(20 + random.nextInt(WORDS.size() - 22))).append(' ');
      }
      filled += tryOut(text.append("}}").toString()) ? 1 : 0;
    }
    assertThat(filled).isGreaterThan(1_000);
  }

  private static boolean tryOut(String text) {
    try {
      new GoTemplates().compile("hostile", text).fill(DATA, AT);
      return true;
    } catch (TemplateException e) {
      assertThat(e).hasMessageStartingWith("template: hostile");
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("'" + text + "'", e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range 2000000000 }}{{ end }}",
        "{{ range 2000000000 }}x{{ end }}",
        "{{ range 10000 }}{{ range 10000 }}{{ range 10000 }}{{ end }}{{ end }}{{ end }}",
        "{{ $x := \"aaaaaaaaaaaaaaaa\" }}{{ range 1000 }}{{ $x = print $x $x }}{{ end }}",
        "{{ $x := \"aaaaaaaaaaaaaaaa\" }}{{ range 12 }}{{ $x = print $x $x }}{{ end }}"
            + "{{ range 100000 }}{{ $y := print $x }}{{ end }}",
        "{{ range 1000 }}{{ printf \"%999999d\" 1 }}{{ end }}",
        "{{ range 100000 }}{{ printf \"%.99999f\" 0.1 }}{{ end }}",
        "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}",
        "{{ define \"r\" }}{{ template \"r\" . }}{{ template \"r\" . }}{{ end }}{{ template \"r\" }}",
        "{{ $l := list }}{{ range 100000 }}{{ $l = append $l $l }}{{ end }}{{ $l }}",
        "{{ $l := list 1 }}{{ range 60 }}{{ $l = list $l $l }}{{ end }}{{ $l }}",
        "{{ $l := list 1 }}{{ range 60 }}{{ $l = list $l $l }}{{ end }}{{ toJson $l }}",
        "{{ $l := list 1 }}{{ range 5000 }}{{ $l = list $l }}{{ end }}{{ $l }}",
        "{{ $l := list 1 }}{{ range 5000 }}{{ $l = list $l }}{{ end }}{{ toJson $l }}",
        "{{ $l := list 1 }}{{ range 5000 }}{{ $l = list $l }}{{ end }}{{ printf \"%d\" $l }}",
        "{{ $x := \"a\" }}{{ range 16 }}{{ $x = print $x $x }}{{ end }}"
            + "{{ range 1000 }}{{ match \"(a?){900}b\" $x }}{{ end }}",
        "{{ range $i := 100000 }}{{ match (printf \"%d(x{1000}){40}\" $i) \"x\" }}{{ end }}"
      })
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void whatWouldTakeForeverIsStopped(String text) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new GoTemplates().compile("hostile", text).fill(DATA, AT));
  }

  @Test
  void aSmallStackIsEnough() throws Exception {
    String recursion = "{{ define \"r\" }}{{ with 1 }}{{ template \"r\" . }}{{ end }}{{ end }}";
    FutureTask<Boolean> filled =
        new FutureTask<>(() -> tryOut(recursion + "{{ template \"r\" . }}"));
    FutureTask<Boolean> parsed = new FutureTask<>(() -> tryOut("{{ " + "(".repeat(10_000)));
    Thread thread =
        new Thread(
            null,
            () -> {
              filled.run();
              parsed.run();
            },
            "small stack",
            512 * 1024);
    thread.start();
    assertThat(filled.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(parsed.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aRouteLabelThatNamesItselfIsStopped() {
    Map<String, Object> data = Map.of("RouteLabels", Map.of("a", "{{ routeLabels \"a\" }}"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(
            () -> new GoTemplates().compile("hostile", "{{ routeLabels \"a\" }}").fill(data, AT))
        .withMessageContaining("nests deeper than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ if 1 }}", "{{ (", "{{ range .d }}", "{{ with 1 }}{{ else }}", "("})
  void tenThousandLevelsAreRefused(String opening) {
    String text = opening.equals("(") ? "{{ " + "(".repeat(10_000) : opening.repeat(10_000);
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new GoTemplates().compile("hostile", text));
  }

  @Test
  void theDeepestThatIsAllowedIsFilled() {
    String text = "{{ if 1 }}".repeat(180) + "x" + "{{ end }}".repeat(180);
    assertThat(new GoTemplates().compile("deep", text).fill(null, AT)).isEqualTo("x");
    String parentheses = "{{ " + "(".repeat(180) + "1" + ")".repeat(180) + " }}";
    assertThat(new GoTemplates().compile("deep", parentheses).fill(null, AT)).isEqualTo("1");
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new GoTemplates().compile("long", "x".repeat((1 << 20) + 1)))
        .withMessage("template: long:1:1: has more than 1048576 characters");
  }
}
