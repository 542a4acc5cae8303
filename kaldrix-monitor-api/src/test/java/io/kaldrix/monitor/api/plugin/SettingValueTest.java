package io.kaldrix.monitor.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.plugin.SettingValue.Listing;
import io.kaldrix.monitor.api.plugin.SettingValue.Mapping;
import io.kaldrix.monitor.api.plugin.SettingValue.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingValueTest {

  @Test
  void codeGivesTextsNumbersListsAndMaps() {
    assertThat(SettingValue.ofCode("a")).isEqualTo(scalar("a", true));
    assertThat(SettingValue.ofCode(7)).isEqualTo(scalar("7", false));
    assertThat(SettingValue.ofCode(true)).isEqualTo(scalar("true", false));
    assertThat(SettingValue.ofCode(Duration.ofMinutes(2))).isEqualTo(scalar("120000ms", true));
    assertThat(SettingValue.ofCode(List.of("a", 1)))
        .isEqualTo(new Listing(Origin.CODE, List.of(scalar("a", true), scalar("1", false))));
    assertThat(SettingValue.ofCode(Set.of("a"))).isInstanceOf(Listing.class);
    assertThat(SettingValue.ofCode(Map.of("a", "b")))
        .isEqualTo(
            new Mapping(
                Origin.CODE, List.of(new SettingValue.Entry(Origin.CODE, "a", scalar("b", true)))));
  }

  @Test
  void aPathIsATextThoughItCanBeIterated() {
    assertThat(SettingValue.ofCode(Path.of("a", "b")))
        .isEqualTo(scalar(Path.of("a", "b").toString(), true));
  }

  @Test
  void aSecretIsShownAsAsterisks() {
    SettingValue value = SettingValue.ofCode(new Secret("s3cr3t"));
    assertThat(value.shown()).isEqualTo("'***'");
    assertThat(((Scalar) value).text()).isEqualTo("s3cr3t");
  }

  @Test
  void eachKindIsShownInItsOwnWay() {
    assertThat(SettingValue.ofCode("a").shown()).isEqualTo("'a'");
    assertThat(SettingValue.ofCode(List.of()).shown()).isEqualTo("a list");
    assertThat(SettingValue.ofCode(Map.of()).shown()).isEqualTo("a mapping");
    assertThat(new SettingValue.Nothing(Origin.CODE).shown()).isEqualTo("empty");
  }

  @Test
  void aPlaceIsWrittenAsCompilersWriteIt() {
    assertThat(new Origin("kaldrix.yml", 3, 5)).hasToString("kaldrix.yml:3:5");
    assertThat(Origin.CODE).hasToString("builder");
  }

  private static Scalar scalar(String text, boolean quoted) {
    return new Scalar(Origin.CODE, text, quoted, text);
  }
}
