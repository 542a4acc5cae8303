package io.kaldrix.monitor.example.dagnode.dag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DagTest {
  private final Validators validators = Validators.four();
  private final Dag dag = new Dag(validators.committee());

  private final Vertex a1 = validators.vertex(0, 1);
  private final Vertex b1 = validators.vertex(1, 1);
  private final Vertex c1 = validators.vertex(2, 1);
  private final Vertex d1 = validators.vertex(3, 1);
  private final Vertex a2 = validators.vertex(0, 2, a1, b1, c1);
  private final Vertex b2 = validators.vertex(1, 2, a1, b1, c1);
  private final Vertex c2 = validators.vertex(2, 2, a1, b1, c1);

  @Test
  void aVertexEntersAfterItsParents() {
    assertThat(dag.add(a2)).isEmpty();
    assertThat(dag.add(a1)).containsExactly(a1);
    assertThat(dag.add(b1)).containsExactly(b1);
    assertThat(dag.add(c1)).containsExactly(c1, a2);
  }

  @Test
  void tellsTheLowestRoundThatItMissesAnythingOf() {
    assertThat(dag.lowestMissing()).isEmpty();
    dag.add(a2);
    assertThat(dag.lowestMissing()).hasValue(1);
    List.of(a1, b1, c1).forEach(dag::add);
    assertThat(dag.lowestMissing()).isEmpty();
  }

  @Test
  void aRoundHasAQuorumWithThreeOfFour() {
    dag.add(a1);
    dag.add(b1);
    assertThat(dag.highestQuorum()).isZero();
    dag.add(c1);
    assertThat(dag.highestQuorum()).isEqualTo(1);
  }

  @Test
  void aVertexEntersOnce() {
    dag.add(a1);
    assertThat(dag.knows(a1.ref())).isTrue();
    assertThat(dag.add(a1)).isEmpty();
  }

  @Test
  void theFirstVertexOfAValidatorInARoundIsTheOnlyOne() {
    List.of(a1, b1, c1, d1, a2).forEach(dag::add);
    assertThat(dag.add(validators.vertex(0, 2, a1, b1, d1))).isEmpty();
    assertThat(dag.at(2, 0)).contains(a2);
  }

  @Test
  void aNewVertexRefersToStragglersThatNobodyReferredTo() {
    List.of(a1, b1, c1, a2, b2, c2, d1).forEach(dag::add);
    assertThat(dag.parentsFor(3)).containsExactlyInAnyOrder(a2.ref(), b2.ref(), c2.ref(), d1.ref());
  }

  @Test
  void aVertexThatMisnamesItsParentsStaysOut() {
    List.of(a1, b1, c1).forEach(dag::add);
    List<VertexRef> misnamed = List.of(a1.ref(), b1.ref(), new VertexRef(1, 3, c1.ref().hash()));
    Vertex liar = Vertex.create(validators.signers().get(0), 0, 2, 0, misnamed, List.of());
    assertThat(dag.add(liar)).isEmpty();
  }

  @Test
  void givesWhatItHasFromARoundUpwards() {
    List.of(a1, b1, c1, a2, b2).forEach(dag::add);
    assertThat(dag.from(1, 4)).containsExactly(a1, b1, c1, a2);
    assertThat(dag.from(2, 4)).containsExactly(a2, b2);
  }

  @Test
  void letsGoOfRoundsFarBelowTheLastCommit() {
    List.of(a1, b1, c1, a2).forEach(dag::add);
    dag.prune(Dag.KEPT_ROUNDS + 1);
    assertThat(dag.round(1)).isEmpty();
    assertThat(dag.round(2)).containsExactly(a2);
    assertThat(dag.add(d1)).as("too late").isEmpty();
    assertThat(dag.add(b2)).as("its parents are below the floor").containsExactly(b2);
  }
}
