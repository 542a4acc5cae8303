package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {

  private static final String MANAGED = "/project/dependencyManagement/dependencies/dependency";

  private final Pom root = Pom.at(Repository.root());
  private final Pom bom = Pom.at(Repository.root().resolve("plugins/bom"));

  @Test
  void listsWhatIsPublishedAndNothingElse() {
    assertThat(root.published()).contains("kaldrix-monitor-core", "kaldrix-monitor-testkit");
    assertThat(bom.texts(MANAGED + "/artifactId"))
        .containsExactlyInAnyOrderElementsOf(root.published());
  }

  @Test
  void givesEachThisVersion() {
    assertThat(bom.texts(MANAGED + "/version")).containsOnly("${project.version}");
    assertThat(bom.texts(MANAGED + "/groupId")).containsOnly("io.kaldrix.monitor");
    assertThat(bom.texts("/project/version")).isEqualTo(root.texts("/project/version"));
  }

  @Test
  void isPublishedItself() {
    assertThat(root.reactor()).extracting(Pom::directory).contains(bom.directory());
  }
}
