package io.kaldrix.monitor.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

  private final Secret secret = new Secret("s3cr3t");

  @Test
  void isRevealedToWhoAsks() {
    assertThat(secret.reveal()).isEqualTo("s3cr3t");
  }

  @Test
  void isNotShown() {
    assertThat(secret).hasToString("***");
    assertThat(secret.hashCode()).isEqualTo(new Secret("other").hashCode());
  }

  @Test
  void equalTextsAreEqual() {
    assertThat(secret).isEqualTo(new Secret("s3cr3t")).isNotEqualTo(new Secret("s3cr3T"));
    assertThat(secret).isNotEqualTo(new Secret("s3cr3")).isNotEqualTo("s3cr3t");
  }
}
