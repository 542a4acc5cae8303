package io.kaldrix.monitor.plugin.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What has reached a {@link Receiver}. May be shared between threads. */
public final class Inbox {

  private final CountDownLatch contacted = new CountDownLatch(1);
  private final List<Message> messages = new ArrayList<>();
  private int contacts;

  /** Creates an empty inbox. */
  public Inbox() {}

  /**
   * One message.
   *
   * @param idempotencyKey what tells the receiver that it has had this message before
   * @param content what the message says, decoded to plain text
   */
  public record Message(String idempotencyKey, String content) {}

  /** Notes that somebody has got in touch, whether or not a message follows. */
  public synchronized void contacted() {
    contacts++;
    contacted.countDown();
  }

  /** Notes a message that the receiver has accepted. */
  public synchronized void accepted(String idempotencyKey, String content) {
    messages.add(new Message(idempotencyKey, content));
  }

  /** Returns how often somebody has got in touch. */
  public synchronized int contacts() {
    return contacts;
  }

  /** Returns the messages accepted, in order. */
  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Waits until somebody gets in touch and returns whether that was within {@code patience}. */
  public boolean awaitContact(Duration patience) throws InterruptedException {
    return contacted.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
