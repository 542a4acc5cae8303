package io.kaldrix.monitor.example.dagnode.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final byte[] MESSAGE = "ten coins to Alan".getBytes(US_ASCII);

  private final Signer signer = Signer.create();

  @Test
  void itsAccountKnowsItsSeal() {
    assertThat(signer.account().sealed(MESSAGE, signer.seal(MESSAGE))).isTrue();
  }

  @Test
  void anotherAccountDoesNotKnowItsSeal() {
    assertThat(Signer.create().account().sealed(MESSAGE, signer.seal(MESSAGE))).isFalse();
  }

  @Test
  void aSealFitsOneMessageOnly() {
    byte[] other = "ten coins to Adam".getBytes(US_ASCII);
    assertThat(signer.account().sealed(other, signer.seal(MESSAGE))).isFalse();
  }

  @Test
  void noiseIsNeitherAKeyNorASeal() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      Seal noise = new Seal(noise(random), noise(random));
      assertThat(signer.account().sealed(MESSAGE, noise)).isFalse();
      assertThat(new Account(noise(random)).sealed(MESSAGE, noise)).isFalse();
    }
  }

  @Test
  void aSealIsTheSameAfterItsBytesWereReadBack() {
    Seal seal = signer.seal(MESSAGE);
    assertThat(Seal.read(ByteBuffer.wrap(seal.toArray()))).isEqualTo(seal);
  }

  @Test
  void hashesAreThoseOfSha256() { // FIPS 180-4, example "abc"
    Hash hash = Hash.of("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII));
    assertThat(hash.bytes())
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static Bytes32 noise(Random random) {
    byte[] bytes = new byte[Bytes32.LENGTH];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
