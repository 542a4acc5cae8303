package io.kaldrix.monitor.example.dagnode.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {
  private final Wallet payer = new Wallet();
  private final Payment payment = new Payment(new Wallet().account(), 25);
  private final Bundle bundle = payer.sign(List.of(payment, payment));

  @Test
  void isTheSameAfterItsBytesWereReadBack() {
    Bundle read = Bundle.read(ByteBuffer.wrap(bytes()));
    assertThat(read).isEqualTo(bundle);
    assertThat(read.hash()).isEqualTo(bundle.hash());
    assertThat(read.isGenuine()).isTrue();
  }

  @Test
  void isNotGenuineOnceAnyByteIsChanged() {
    for (int i = 0; i < bundle.length(); i++) {
      byte[] bytes = bytes();
      bytes[i] ^= 1;
      assertThat(isGenuine(bytes)).as("byte %d", i).isFalse();
    }
  }

  @Test
  void numbersTheTransactionsOfItsWallet() {
    Bundle next = payer.sign(List.of(payment));
    assertThat(bundle.transactions()).extracting(Transaction::sequence).containsExactly(0L, 1L);
    assertThat(next.transactions()).extracting(Transaction::sequence).containsExactly(2L);
  }

  @Test
  void refusesMoreTransactionsThanItMayCarry() {
    assertThatThrownBy(() -> payer.sign(Collections.nCopies(17, payment)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got 17 transactions, must be 1 to 16");
  }

  private byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(bundle.length());
    bundle.write(out);
    return out.array();
  }

  private static boolean isGenuine(byte[] bytes) {
    try {
      return Bundle.read(ByteBuffer.wrap(bytes)).isGenuine();
    } catch (IllegalArgumentException | BufferUnderflowException unreadable) {
      return false;
    }
  }
}
