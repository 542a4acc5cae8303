package io.kaldrix.monitor.example.dagnode.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.ledger.Payment;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final Signer SIGNER = Signer.create();

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameIsTheSameAfterItsBytesWereReadBack(Frame frame) throws MalformedFrameException {
    ByteBuffer bytes = frame.toBytes();
    assertThat(bytes.getInt()).isEqualTo(bytes.remaining());
    assertThat(Frame.read(bytes)).isEqualTo(frame);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameCutShortIsMalformed(Frame frame) {
    ByteBuffer bytes = frame.toBytes().position(Integer.BYTES);
    for (int length = 0; length < bytes.remaining(); length++) {
      ByteBuffer part = bytes.slice(bytes.position(), length);
      assertThatThrownBy(() -> Frame.read(part)).isInstanceOf(MalformedFrameException.class);
    }
  }

  static Stream<Frame> frames() {
    Wallet wallet = new Wallet();
    Vertex vertex =
        Vertex.create(
            SIGNER,
            1,
            1,
            5,
            List.of(),
            List.of(wallet.sign(List.of(new Payment(wallet.account(), 1)))));
    return Stream.of(
        Frame.Hello.create(SIGNER, 1, 0, 7),
        new Frame.Submission(vertex.bundles().get(0)),
        new Frame.Announcement(vertex),
        new Frame.Heartbeat(),
        new Frame.Request(9),
        new Frame.Answer(vertex));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"00", "07", "ff", "0400", "02", "05ffff"})
  void whatIsNoFrameIsMalformed(String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> Frame.read(bytes)).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void noiseIsReadAsAFrameOrRefusedAndNothingElse() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[1 + random.nextInt(300)];
      random.nextBytes(noise);
      noise[0] = (byte) (1 + random.nextInt(6));
      try {
        assertThat(Frame.read(ByteBuffer.wrap(noise))).isNotNull();
      } catch (MalformedFrameException refused) {
        assertThat(refused).isNotNull();
      }
    }
  }

  @Test
  void aHelloIsGenuineForOneCallerAndOneCalled() {
    Committee committee = new Committee(List.of(Signer.create().account(), SIGNER.account()));
    Frame.Hello hello = Frame.Hello.create(SIGNER, 1, 0, 7);
    assertThat(hello.isGenuine(committee, 0)).isTrue();
    assertThat(hello.isGenuine(committee, 1)).isFalse();
    assertThat(new Frame.Hello(0, 7, hello.seal()).isGenuine(committee, 0)).isFalse();
    assertThat(new Frame.Hello(1, 8, hello.seal()).isGenuine(committee, 0)).isFalse();
    assertThat(new Frame.Hello(2, 7, hello.seal()).isGenuine(committee, 0)).isFalse();
  }
}
