package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(directory.resolve("rules/deep"));
    Files.writeString(directory.resolve("rules/b.json"), "{\"name\": \"b\"}");
    Files.writeString(directory.resolve("rules/a.yml"), "name: ${WHO}\n");
    Files.writeString(directory.resolve("rules/{x}[1].json"), "{\"nam\": \"x\"}");
  }

  private Settings section(String listed) throws IOException {
    Path file = directory.resolve("kaldrix.yml");
    Files.writeString(file, "part:\n  files: " + listed + "\n");
    return ConfigurationFile.load(file, name -> Optional.of("value of " + name)).section("part");
  }

  @Test
  void filesAreReadAsTheConfigurationIsInOrderOfTheirNames() throws IOException {
    List<Settings> files = section("['rules/?.*']").files("files");

    assertThat(files).extracting(file -> file.string("name")).containsExactly("value of WHO", "b");
  }

  @Test
  void aPathFromTheRootAndOneWithBracketsAreThemselves() throws IOException {
    String absolute = directory.resolve("rules/b.json").toString();

    assertThat(section("['" + absolute + "']").files("files")).hasSize(1);
    assertThat(section("['rules/{x}[1].json']").files("files")).hasSize(1);
  }

  @Test
  void aProgramMayNameFilesToo() {
    String absolute = directory.resolve("rules/b.json").toString();
    Settings settings =
        ConfigurationFile.of(Map.of("files", List.of(absolute)), name -> Optional.empty());

    assertThat(settings.files("files").get(0).string("name")).isEqualTo("b");
  }

  @Test
  void whatFitsNoFileIsWrong() throws IOException {
    for (String pattern : List.of("rules/*.txt", "nowhere/*", "rules", "rules/", "rules/deep")) {
      Settings section = section("['" + pattern + "']");
      assertThatThrownBy(() -> section.files("files"))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "kaldrix.yml:2:11: part.files is '"
                  + pattern
                  + "', must be paths of files that there are");
    }
  }

  @Test
  void anErrorInAFileSaysWhichFile() throws IOException {
    Settings section = section("['rules/{x}*']");
    section.files("files").get(0).has("name");

    assertThatThrownBy(section::refuseUnknown)
        .hasMessage("{x}[1].json:1:2: nam is unknown, allowed: name, did you mean 'name'?");
  }
}
