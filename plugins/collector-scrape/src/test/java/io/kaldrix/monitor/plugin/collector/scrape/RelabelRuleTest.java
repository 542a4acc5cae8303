package io.kaldrix.monitor.plugin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelabelRuleTest {

  private static final Labels LABELS =
      Labels.of("__name__", "m", "a", "foo-bar", "b", "Bar", "env_zone", "z1");

  /** Settings in pairs; {@code source_labels} as names with commas. */
  private static RelabelRule rule(Object... pairs) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value =
          pairs[i].equals("source_labels")
              ? List.of(pairs[i + 1].toString().split(",", -1))
              : pairs[i + 1];
      settings.put(pairs[i].toString(), value);
    }
    return RelabelRule.read(Settings.of(settings));
  }

  private static Optional<Labels> applied(Object... pairs) {
    return rule(pairs).apply(LABELS);
  }

  @Test
  void replacesWithWhatTheGroupsMatched() {
    assertThat(
            applied(
                "source_labels",
                "a,b",
                "regex",
                "(\\w+)-(\\w+);(.*)",
                "target_label",
                "${2}_x",
                "replacement",
                "$1-$3"))
        .contains(LABELS.with("bar_x", "foo-Bar"));
    assertThat(applied("source_labels", "a", "target_label", "c"))
        .contains(LABELS.with("c", "foo-bar"));
  }

  @Test
  void replacesNothingWhereThePatternDoesNotMatchTheWhole() {
    assertThat(applied("source_labels", "a", "regex", "foo", "target_label", "c")).contains(LABELS);
  }

  @Test
  void anEmptyReplacementTakesTheLabelAway() {
    assertThat(applied("target_label", "a", "replacement", "")).contains(LABELS.without("a"));
    assertThat(applied("source_labels", "nobody", "target_label", "a"))
        .contains(LABELS.without("a"));
  }

  @Test
  void setsNoLabelUnderAnImpossibleName() {
    assertThat(applied("source_labels", "a", "target_label", "$1", "replacement", "x"))
        .contains(LABELS);
  }

  @Test
  void keepsAndDrops() {
    assertThat(applied("source_labels", "a", "regex", "foo.*", "action", "keep")).contains(LABELS);
    assertThat(applied("source_labels", "a", "regex", "bar", "action", "keep")).isEmpty();
    assertThat(applied("source_labels", "a", "regex", "foo.*", "action", "drop")).isEmpty();
    assertThat(applied("source_labels", "a", "regex", "bar", "action", "drop")).contains(LABELS);
    assertThat(applied("source_labels", "a", "target_label", "b", "action", "keepequal")).isEmpty();
    assertThat(applied("source_labels", "a", "target_label", "a", "action", "dropequal")).isEmpty();
  }

  @Test
  void goesByTheNamesOfLabels() {
    assertThat(applied("regex", "env_(.+)", "action", "labelmap"))
        .contains(LABELS.with("zone", "z1"));
    assertThat(applied("regex", "env_.*", "action", "labeldrop"))
        .contains(LABELS.without("env_zone"));
    assertThat(applied("regex", "__name__|a", "action", "labelkeep"))
        .contains(Labels.of("__name__", "m", "a", "foo-bar"));
  }

  @Test
  void changesLetters() {
    assertThat(applied("source_labels", "b", "target_label", "c", "action", "lowercase"))
        .contains(LABELS.with("c", "bar"));
    assertThat(applied("source_labels", "b", "target_label", "c", "action", "uppercase"))
        .contains(LABELS.with("c", "BAR"));
  }

  /** The last eight bytes of the MD5 of {@code foo-bar} are c70f720e002f9cb1. */
  @Test
  void spreadsByTheHash() {
    assertThat(
            applied(
                "source_labels", "a", "target_label", "c", "modulus", 1000, "action", "hashmod"))
        .contains(LABELS.with("c", "17"));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> rule("action", "keepp"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "builder: action is 'keepp', must be one of drop, dropequal, hashmod, keep, keepequal,"
                + " labeldrop, labelkeep, labelmap, lowercase, replace, uppercase, did you mean"
                + " 'keep'?");
    assertThatThrownBy(() -> rule("source_labels", "a"))
        .hasMessage(
            "builder: target_label is missing, must be the name of a label, for this action");
    assertThatThrownBy(() -> rule("target_label", "a-b"))
        .hasMessage("builder: target_label is 'a-b', must be a name of letters, digits and '_'");
    assertThatThrownBy(() -> rule("target_label", "a", "action", "hashmod"))
        .hasMessage(
            "builder: modulus is missing, must be a whole number from 1 up, for this action");
    assertThatThrownBy(() -> rule("regex", "a(", "target_label", "a"))
        .hasMessageStartingWith("builder: regex is 'a(', must be a regular expression (RE2): ");
    assertThatThrownBy(() -> rule("regex", "a", "action", "labeldrop", "replacement", "x"))
        .hasMessage("builder: replacement is 'x', must be absent: this action goes by regex alone");
  }
}
