package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.Notifications.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notifications through one channel, one at a time behind the fence. Nothing here waits: the
 * thread that ends one delivery begins the next. May be shared between threads.
 *
 * <p>The lock guards queue and flags only; no plugin, store or log is called under it.
 */
public final class Courier {

  /** How long a channel may take to close. */
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private final Receiver receiver;
  private final RetryPolicy retries;
  private final AttemptHistory history;
  private final EngineContext context;
  private final DeliveryFigures figures;

  private final Object lock = new Object();
  private final DeliveryQueue queue;
  private boolean busy;
  private boolean closing;
  private boolean closed;
  private boolean dropSaid;
  private final CompletableFuture<Boolean> drained = new CompletableFuture<>();

  /**
   * Creates a courier that has nothing to bring.
   *
   * @param queueCapacity how many notifications may wait, one or more
   * @param attempts how often one is tried, one or more
   */
  public Courier(
      Receiver receiver,
      int queueCapacity,
      int attempts,
      AttemptHistory history,
      EngineContext context) {
    this.receiver = receiver;
    this.retries = new RetryPolicy(attempts);
    this.history = history;
    this.context = context;
    this.queue = new DeliveryQueue(queueCapacity);
    this.figures = DeliveryFigures.of(context.meters(), receiver.name(), this::queued);
  }

  private int queued() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** Takes on what the receiver accepts of {@code announcements}. */
  public void take(List<Announcement> announcements) {
    for (Announcement announcement : announcements) {
      if (receiver.accepts(announcement)) {
        Optional<Delivery> gaveWay;
        synchronized (lock) {
          gaveWay = queue.add(announcement.notification(), announcement.notification().at());
        }
        gaveWay.ifPresent(this::droppedAsFull);
      }
    }
  }

  /** Begins what is due, unless a delivery is under way. */
  public void bring() {
    // A loop and not a recursion: behind a fence that answers at once, a long queue would overflow
    // the stack.
    Optional<Delivery> next = begin();
    while (next.isPresent()) {
      Delivery delivery = next.get();
      CompletableFuture<CallOutcome<DeliveryOutcome>> call = call(delivery);
      if (!call.isDone()) {
        // Nothing hangs on what this returns: settling catches what goes wrong in it.
        CompletableFuture<Void> unused =
            call.thenAccept(
                outcome -> {
                  if (settle(delivery, outcome)) {
                    bring();
                  }
                });
        return;
      }
      if (!settle(delivery, call.join())) {
        return;
      }
      next = begin();
    }
  }

  private CompletableFuture<CallOutcome<DeliveryOutcome>> call(Delivery delivery) {
    return context
        .fence()
        .run(
            "channel:" + receiver.name(),
            receiver.deadline(),
            () ->
                Objects.requireNonNull(
                    receiver.channel().deliver(delivery.notification()), "the channel's answer"));
  }

  private Optional<Delivery> begin() {
    Instant now = context.clock().instant();
    Optional<Delivery> next;
    boolean finished;
    synchronized (lock) {
      if (busy) {
        return Optional.empty();
      }
      // At the end everything gets a last try, however long it was to wait.
      next = queue.takeDue(closing ? Instant.MAX : now);
      busy = next.isPresent();
      finished = closing && next.isEmpty();
      if (queue.isEmpty()) {
        dropSaid = false;
      }
    }
    if (finished) {
      drained.complete(true);
    }
    return next;
  }

  /**
   * Takes note of how an attempt ended.
   *
   * @return whether to go on at once; not if the channel hangs in an earlier call
   */
  private boolean settle(Delivery delivery, CallOutcome<DeliveryOutcome> call) {
    boolean hangs = call instanceof CallOutcome.Hanging;
    try {
      if (hangs) {
        leave(delivery);
      } else {
        account(delivery, outcomeOf(call));
      }
    } catch (RuntimeException e) { // or the channel would be busy for ever
      log.error("the outcome of a delivery by channel '{}' got lost", receiver.name(), e);
    } finally {
      synchronized (lock) {
        busy = false;
      }
    }
    return !hangs || isClosing();
  }

  private boolean isClosing() {
    synchronized (lock) {
      return closing;
    }
  }

  /** Puts back what was not even tried: it waits for the channel to come back from its call. */
  private void leave(Delivery delivery) {
    Optional<Delivery> gaveWay;
    synchronized (lock) {
      gaveWay = closing ? Optional.of(delivery) : queue.put(delivery);
    }
    gaveWay.ifPresent(isClosing() ? this::droppedAtTheEnd : this::droppedAsFull);
  }

  private void account(Delivery delivery, DeliveryOutcome outcome) {
    Instant now = context.clock().instant();
    history.add(
        new Attempt(receiver.name(), delivery.notification(), delivery.attempt(), outcome, now));
    if (outcome instanceof DeliveryOutcome.Delivered delivered) {
      figures.delivered().increment();
      audit(delivery, now, AuditEvent.Outcome.SUCCESS, delivered.reference());
    } else if (outcome instanceof DeliveryOutcome.Rejected rejected) {
      figures.rejected().increment();
      failed(delivery, now, "rejected: " + rejected.reason());
    } else if (outcome instanceof DeliveryOutcome.Retry retry) {
      again(delivery, retry, now);
    }
  }

  private void again(Delivery delivery, DeliveryOutcome.Retry retry, Instant now) {
    Optional<Duration> wait = retries.waitAfter(delivery, retry);
    Optional<Delivery> gaveWay = Optional.empty();
    boolean over;
    synchronized (lock) {
      over = wait.isEmpty() || closing;
      if (!over) {
        gaveWay = queue.put(delivery.again(now.plus(wait.get())));
      }
    }
    if (over) {
      figures.failed().increment();
      failed(
          delivery,
          now,
          "given up at attempt "
              + delivery.attempt()
              + " of "
              + retries.attempts()
              + ": "
              + retry.reason());
      return;
    }
    figures.retried().increment();
    gaveWay.ifPresent(this::droppedAsFull);
  }

  /** Says how a call ended in words that tell nothing of a message, which might hold a secret. */
  private static DeliveryOutcome outcomeOf(CallOutcome<DeliveryOutcome> call) {
    if (call instanceof CallOutcome.Threw<DeliveryOutcome> threw) {
      return new DeliveryOutcome.Retry(
          "the channel threw " + threw.cause().getClass().getName(), Optional.empty());
    }
    return call.value()
        .orElseGet(() -> new DeliveryOutcome.Retry(call.problem(), Optional.empty()));
  }

  private void failed(Delivery delivery, Instant at, String reason) {
    log.warn(
        "channel '{}' did not bring '{}': {}",
        receiver.name(),
        delivery.notification().title(),
        reason);
    audit(delivery, at, AuditEvent.Outcome.FAILURE, reason);
  }

  private void droppedAsFull(Delivery delivery) {
    dropped(delivery, "the queue is full, and this is the least severe in it");
  }

  private void droppedAtTheEnd(Delivery delivery) {
    dropped(delivery, "the monitor closes");
  }

  private void dropped(Delivery delivery, String why) {
    figures.dropped().increment();
    boolean first;
    synchronized (lock) {
      first = !dropSaid;
      dropSaid = true;
    }
    if (first) {
      log.warn(
          "channel '{}' drops '{}': {}; counted from here on, not said again until none waits",
          receiver.name(),
          delivery.notification().title(),
          why);
    }
    audit(delivery, context.clock().instant(), AuditEvent.Outcome.FAILURE, "dropped: " + why);
  }

  private void audit(Delivery delivery, Instant at, AuditEvent.Outcome outcome, String answer) {
    Notification notification = delivery.notification();
    String action =
        outcome == AuditEvent.Outcome.SUCCESS ? "notification.delivered" : "notification.failed";
    context
        .audit()
        .append(
            AuditEvent.of(at, "system:alerting", action, notification.groupKey())
                .correlationId(notification.idempotencyKey())
                .detail("channel", receiver.name())
                .detail("title", notification.title())
                .detail("attempt", Integer.toString(delivery.attempt()))
                .detail("answer", answer)
                .ended(outcome));
  }

  /**
   * Gives everything that waits a last try.
   *
   * @return completes once nothing waits or is under way
   */
  public CompletableFuture<Boolean> finish() {
    synchronized (lock) {
      closing = true;
    }
    bring();
    return drained;
  }

  /** Gives up what still waits, and closes the channel. Once is enough, more do nothing. */
  public void close() {
    List<Delivery> left;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      closing = true;
      left = queue.takeAll();
    }
    left.forEach(this::droppedAtTheEnd);
    // Under a name of its own: a delivery that hangs must not keep the channel from closing.
    CallOutcome<Boolean> closed =
        context
            .fence()
            .call(
                "channel:" + receiver.name() + ":close",
                CLOSE_DEADLINE,
                () -> {
                  receiver.channel().close();
                  return true;
                });
    if (closed.value().isEmpty()) {
      log.warn("channel '{}' did not close: {}", receiver.name(), closed.problem());
    }
  }
}
