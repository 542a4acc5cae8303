package io.kaldrix.monitor.example.dagnode.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.example.dagnode.dag.Dag;
import io.kaldrix.monitor.example.dagnode.dag.Validators;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validators are a, b, c and d; b leads round 2, c leads round 4. */
class SequencerTest {
  private final Validators validators = Validators.four();
  private final Dag dag = new Dag(validators.committee());
  private final Sequencer sequencer = new Sequencer(validators.committee(), dag);

  private final Vertex a1 = validators.vertex(0, 1);
  private final Vertex b1 = validators.vertex(1, 1);
  private final Vertex c1 = validators.vertex(2, 1);
  private final Vertex a2 = validators.vertex(0, 2, a1, b1, c1);
  private final Vertex b2 = validators.vertex(1, 2, a1, b1, c1);
  private final Vertex c2 = validators.vertex(2, 2, a1, b1, c1);
  private final Vertex d2 = validators.vertex(3, 2, a1, b1, c1);

  @BeforeEach
  void fillTwoRounds() {
    add(c1, b1, a1, d2, c2, b2, a2);
  }

  @Test
  void aLeaderIsCommittedOnceTwoOfTheNextRoundReferToIt() {
    add(validators.vertex(0, 3, a2, b2, c2));
    assertThat(sequencer.advance()).isEmpty();
    add(validators.vertex(1, 3, b2, c2, d2));
    assertThat(sequencer.advance()).extracting(Commit::leader).containsExactly(b2);
    assertThat(sequencer.advance()).isEmpty();
  }

  @Test
  void aLeaderPutsItsHistoryInOrderByRoundAndAuthor() {
    add(validators.vertex(0, 3, a2, b2, c2), validators.vertex(1, 3, b2, c2, d2));
    assertThat(sequencer.advance())
        .flatExtracting(Commit::vertices)
        .containsExactly(a1, b1, c1, b2);
  }

  @Test
  void aLeaderWithTooFewVotesIsCommittedBeforeALaterOneThatHasAPathToIt() {
    Vertex a3 = validators.vertex(0, 3, a2, b2, c2);
    Vertex b3 = validators.vertex(1, 3, a2, c2, d2);
    Vertex c3 = validators.vertex(2, 3, a2, c2, d2);
    Vertex c4 = validators.vertex(2, 4, a3, b3, c3);
    commitRoundFour(a3, b3, c3, c4);
    assertThat(sequencer.advance()).extracting(Commit::leader).containsExactly(b2, c4);
  }

  @Test
  void aLeaderThatALaterOneHasNoPathToIsPassedOver() {
    Vertex a3 = validators.vertex(0, 3, a2, c2, d2);
    Vertex b3 = validators.vertex(1, 3, a2, c2, d2);
    Vertex c3 = validators.vertex(2, 3, a2, c2, d2);
    Vertex c4 = validators.vertex(2, 4, a3, b3, c3);
    commitRoundFour(a3, b3, c3, c4);
    List<Commit> commits = sequencer.advance();
    assertThat(commits).extracting(Commit::leader).containsExactly(c4);
    assertThat(commits.get(0).vertices()).containsExactly(a1, b1, c1, a2, c2, d2, a3, b3, c3, c4);
  }

  /** Adds round three and four, and two votes for {@code c4}. */
  private void commitRoundFour(Vertex a3, Vertex b3, Vertex c3, Vertex c4) {
    Vertex a4 = validators.vertex(0, 4, a3, b3, c3);
    Vertex b4 = validators.vertex(1, 4, a3, b3, c3);
    add(a3, b3, c3, a4, b4, c4);
    add(validators.vertex(0, 5, a4, b4, c4), validators.vertex(1, 5, a4, b4, c4));
  }

  private void add(Vertex... vertices) {
    List.of(vertices).forEach(dag::add);
  }
}
