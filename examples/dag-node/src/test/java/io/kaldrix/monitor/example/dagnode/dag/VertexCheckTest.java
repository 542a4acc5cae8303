package io.kaldrix.monitor.example.dagnode.dag;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Payment;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VertexCheckTest {
  private static final Validators VALIDATORS = Validators.four();
  private static final Wallet WALLET = new Wallet();
  private static final Vertex A = VALIDATORS.vertex(0, 1);
  private static final Vertex B = VALIDATORS.vertex(1, 1);
  private static final Vertex C = VALIDATORS.vertex(2, 1);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void of(String what, Vertex vertex, VertexCheck expected) {
    assertThat(VertexCheck.of(vertex, VALIDATORS.committee())).isEqualTo(expected);
  }

  static Stream<Arguments> of() {
    VertexCheck unlawful = new VertexCheck(false, 0, 0);
    Bundle genuine = bundle();
    Bundle forged = new Bundle(genuine.from(), genuine.transactions(), A.seal());
    Vertex sound = VALIDATORS.vertex(3, 2, List.of(genuine), A, B, C);
    Vertex fromAnother =
        new Vertex(
            new VertexRef(2, 2, sound.ref().hash()), 0, sound.parents(), sound.bundles(), A.seal());
    return Stream.of(
        Arguments.of("a vertex of the first round", A, new VertexCheck(true, 1, 0)),
        Arguments.of("a vertex on a quorum", sound, new VertexCheck(true, 2, 0)),
        Arguments.of("too few parents", VALIDATORS.vertex(0, 2, A, B), unlawful),
        Arguments.of("one parent thrice", VALIDATORS.vertex(0, 2, A, A, A), unlawful),
        Arguments.of("parents of its own round", VALIDATORS.vertex(3, 1, A, B, C), unlawful),
        Arguments.of("round zero", VALIDATORS.vertex(3, 0), unlawful),
        Arguments.of("a straggler out of reach", onStragglerOf(52), unlawful),
        Arguments.of("too many transactions", VALIDATORS.vertex(0, 1, bundles(17)), unlawful),
        Arguments.of("a forged seal", fromAnother, new VertexCheck(false, 0, 1)),
        Arguments.of(
            "a forged bundle",
            VALIDATORS.vertex(3, 1, List.of(genuine, forged)),
            new VertexCheck(false, 2, 1)));
  }

  @Test
  void aVertexIsTheSameAfterItsBytesWereReadBack() {
    Vertex vertex = VALIDATORS.vertex(3, 2, List.of(bundle()), A, B, C);
    assertThat(Vertex.read(ByteBuffer.wrap(vertex.toBytes()))).isEqualTo(vertex);
  }

  private static Vertex onStragglerOf(long round) {
    return VALIDATORS.vertex(
        3,
        round,
        A,
        VALIDATORS.vertex(0, round - 1),
        VALIDATORS.vertex(1, round - 1),
        VALIDATORS.vertex(2, round - 1));
  }

  private static Bundle bundle() {
    return WALLET.sign(List.of(new Payment(WALLET.account(), 1)));
  }

  private static List<Bundle> bundles(int count) {
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bundles.add(WALLET.sign(Collections.nCopies(16, new Payment(WALLET.account(), 1))));
    }
    return bundles;
  }
}
