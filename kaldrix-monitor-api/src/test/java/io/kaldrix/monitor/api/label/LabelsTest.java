package io.kaldrix.monitor.api.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatComparable;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIterable;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsTest {

  private static final Labels UP = Labels.of("job", "api", "__name__", "up", "instance", "a:1");

  @Test
  void iteratesInOrderOfNames() {
    assertThatIterable(UP)
        .containsExactly(
            new Label("__name__", "up"), new Label("instance", "a:1"), new Label("job", "api"));
  }

  @Test
  void iteratingPastTheEndThrows() {
    Iterator<Label> iterator = Labels.EMPTY.iterator();
    assertThat(iterator.hasNext()).isFalse();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void anEmptyValueIsNoLabel() {
    assertThatObject(Labels.of("job", "api", "zone", "")).isEqualTo(Labels.of("job", "api"));
    assertThatObject(Labels.of("zone", "")).isSameAs(Labels.EMPTY);
    assertThatObject(Labels.of(Map.of("zone", ""))).isEqualTo(Labels.EMPTY);
    assertThatObject(UP.with("job", "")).isEqualTo(UP.without("job"));
  }

  @Test
  void aLackingLabelHasTheEmptyValue() {
    assertThat(UP.value("zone")).isEmpty();
    assertThat(UP.has("zone")).isFalse();
    assertThat(UP.value("job")).isEqualTo("api");
    assertThat(UP.has("job")).isTrue();
    assertThat(Labels.EMPTY.metricName()).isEmpty();
    assertThat(UP.metricName()).isEqualTo("up");
  }

  @Test
  void countsItsLabels() {
    assertThat(UP.size()).isEqualTo(3);
    assertThat(UP.isEmpty()).isFalse();
    assertThat(Labels.EMPTY.size()).isZero();
    assertThat(Labels.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void refusesANameWithoutAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of("job", "api", "zone"))
        .withMessage("label 'zone' has no value");
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of("job", "api", "job", "web"))
        .withMessage("label 'job' is given twice");
  }

  @Test
  void refusesAnEmptyName() {
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.builder().set("", ""));
  }

  @Test
  void withSetsAndReplaces() {
    assertThatObject(UP.with("job", "web").with("zone", "b"))
        .isEqualTo(Labels.of("__name__", "up", "instance", "a:1", "job", "web", "zone", "b"));
  }

  @Test
  void withOthersPutsTheirsOverItsOwn() {
    assertThatObject(Labels.of("a", "1", "b", "1").with(Labels.of("b", "2", "c", "2")))
        .isEqualTo(Labels.of("a", "1", "b", "2", "c", "2"));
    assertThatObject(UP.with(Labels.EMPTY)).isSameAs(UP);
  }

  @Test
  void withoutAndKeepChooseByName() {
    assertThatObject(UP.without("job")).isEqualTo(Labels.of("__name__", "up", "instance", "a:1"));
    assertThatObject(UP.without("zone")).isSameAs(UP);
    assertThatObject(UP.without(List.of("job", "zone", "__name__")))
        .isEqualTo(Labels.of("instance", "a:1"));
    assertThatObject(UP.keep(List.of("job", "zone"))).isEqualTo(Labels.of("job", "api"));
    assertThatObject(UP.keep(List.of())).isEqualTo(Labels.EMPTY);
  }

  @Test
  void becomesAnUnmodifiableMapInOrder() {
    assertThat(UP.asMap()).isEqualTo(Map.of("__name__", "up", "instance", "a:1", "job", "api"));
    assertThat(UP.asMap().keySet()).containsExactly("__name__", "instance", "job");
    assertThatThrownBy(() -> UP.asMap().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equalContentsAreEqualHoweverTheyWereGiven() {
    Labels same =
        Labels.builder()
            .set("instance", "x")
            .metricName("up")
            .set("job", "api")
            .build()
            .with("instance", "a:1");
    assertThatObject(same).isEqualTo(UP).hasSameHashCodeAs(UP).isNotEqualTo(Labels.EMPTY);
    assertThatObject(same).isNotEqualTo("up").isNotEqualTo(UP.with("job", "web"));
    assertThat(same.fingerprint()).isEqualTo(UP.fingerprint());
  }

  @Test
  void comparesLabelByLabel() {
    assertThatComparable(Labels.of("a", "1")).isLessThan(Labels.of("a", "2"));
    assertThatComparable(Labels.of("a", "2")).isLessThan(Labels.of("b", "1"));
    assertThatComparable(Labels.of("a", "1")).isLessThan(Labels.of("a", "1", "b", "1"));
    assertThatComparable(Labels.EMPTY).isLessThan(Labels.of("a", "1"));
    assertThatComparable(Labels.of("a", "1")).isEqualByComparingTo(Labels.of("a", "1"));
  }

  @Test
  void aBuilderTakesTheLastValueOfAName() {
    Labels.Builder builder = Labels.builder().set("a", "1").set("a", "2").set("b", "1");
    assertThat(builder.has("b")).isTrue();
    assertThatObject(builder.set("b", "").build()).isEqualTo(Labels.of("a", "2"));
    assertThat(builder.has("b")).isFalse();
  }

  @Test
  void changingABuilderChangesNothingBuilt() {
    Labels.Builder builder = UP.toBuilder();
    Labels built = builder.build();
    builder.set("job", "web");
    assertThatObject(built).isEqualTo(UP);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void isWrittenAsASelectorWritesIt(Labels labels, String text) {
    assertThatObject(labels).hasToString(text);
  }

  static Stream<Arguments> isWrittenAsASelectorWritesIt() {
    return Stream.of(
        Arguments.of(Labels.EMPTY, "{}"),
        Arguments.of(Labels.of("__name__", "up"), "up"),
        Arguments.of(Labels.of("job", "api"), "{job=\"api\"}"),
        Arguments.of(UP, "up{instance=\"a:1\", job=\"api\"}"),
        Arguments.of(Labels.of("quote", "\"\\\n"), "{quote=\"\\\"\\\\\\n\"}"));
  }

  /** The first two are what Prometheus gives; the others were computed apart, by FNV-1a. */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hasTheFingerprintThatPrometheusGives(Labels labels, String unsigned) {
    assertThat(Long.toUnsignedString(labels.fingerprint())).isEqualTo(unsigned);
  }

  static Stream<Arguments> hasTheFingerprintThatPrometheusGives() {
    return Stream.of(
        Arguments.of(Labels.EMPTY, "14695981039346656037"),
        Arguments.of(
            Labels.of("name", "garland, briggs", "fear", "love is not enough"),
            "5799056148416392346"),
        Arguments.of(Labels.of("__name__", "up"), "12006820387392243291"),
        Arguments.of(UP, "878095826419674559"),
        Arguments.of(Labels.of("город", "東京 🛰️"), "474507003739892043"));
  }
}
