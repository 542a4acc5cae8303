package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChannelContractTest {

  @Test
  void aGoodChannelKeepsEveryPromise() {
    ContractRun.assertKeepsAll(ChannelContract.class, Good.class);
  }

  @Test
  void whatCannotBeOfAReceiverIsPassedOver() {
    ContractRun.assertKeepsAll(
        ChannelContract.class,
        OfAReceiverThatNeverFails.class,
        "theSameNotificationHasTheSameIdempotencyKeyEachTime",
        "differentNotificationsHaveDifferentIdempotencyKeys",
        "asksToTryAgainWhenTheReceiverFailsForNow",
        "asksToTryAgainWhenTheReceiverIsGone",
        "givesUpWhenTheReceiverFailsForGood",
        "canBeCreatedWhileTheReceiverIsGone",
        "stopsWhenInterrupted",
        "canBeClosedWhileItDelivers",
        "neverShowsASecret");
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(ChannelContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(ChannelContract.class, ChannelContractTest.class);
  }

  static class Good implements ChannelContract {
    private final HttpReceiver receiver = HttpReceiver.open();

    @Override
    public ChannelProvider provider() {
      return new HttpChannel.Provider();
    }

    @Override
    public Receiver receiver() {
      return receiver;
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("url", receiver.uri(), "token", new Secret("s3cr3t-t0ken"));
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("url", "token");
    }

    @Override
    public Set<String> secrets() {
      return Set.of("s3cr3t-t0ken");
    }
  }

  static final class OfAReceiverThatNeverFails implements ChannelContract {
    private final Receiver receiver = new Memory();

    @Override
    public ChannelProvider provider() {
      return new MemoryProvider();
    }

    @Override
    public NotificationChannel create(Settings settings) {
      return notification -> {
        receiver.inbox().contacted();
        receiver.inbox().accepted("", notification.title());
        return new DeliveryOutcome.Delivered("");
      };
    }

    @Override
    public Receiver receiver() {
      return receiver;
    }

    @Override
    public boolean carriesIdempotencyKey() {
      return false;
    }

    public static final class MemoryProvider implements ChannelProvider {
      @Override
      public String name() {
        return "memory";
      }

      @Override
      public NotificationChannel create(Settings settings) {
        throw new UnsupportedOperationException("the test creates the channel itself");
      }
    }

    private static final class Memory implements Receiver {
      private final Inbox inbox = new Inbox();

      @Override
      public Inbox inbox() {
        return inbox;
      }

      @Override
      public void become(Behaviour behaviour) {}

      @Override
      public Set<Behaviour> behaviours() {
        return EnumSet.of(Behaviour.HEALTHY);
      }

      @Override
      public void close() {}
    }
  }

  @Breaks("creatingItMakesNoConnection")
  static final class ConnectsAtOnce extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      URI uri = settings.uri("url", "http");
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket.getOutputStream().write("HEAD / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.create(settings);
    }
  }

  @Breaks("canBeCreatedWhileTheReceiverIsGone")
  static final class NeedsTheReceiverAtOnce extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      URI uri = settings.uri("url", "http");
      try {
        new Socket(uri.getHost(), uri.getPort()).close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.create(settings);
    }
  }

  @Breaks("deliversToAHealthyReceiver")
  static final class OnlySaysSo extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return notification -> new DeliveryOutcome.Delivered("");
    }
  }

  @Breaks("tellsThatTroubleIsOver")
  static final class TellsOnlyOfTrouble extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      NotificationChannel channel = super.create(settings);
      return notification ->
          notification.status() == Notification.Status.RESOLVED
              ? new DeliveryOutcome.Delivered("")
              : channel.deliver(notification);
    }
  }

  @Breaks("theSameNotificationHasTheSameIdempotencyKeyEachTime")
  static final class MakesAKeyForEachAttempt extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        String key(Notification notification) {
          return UUID.randomUUID().toString();
        }
      };
    }
  }

  @Breaks("differentNotificationsHaveDifferentIdempotencyKeys")
  static final class TakesTheGroupForAKey extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        String key(Notification notification) {
          return notification.groupKey();
        }
      };
    }
  }

  @Breaks("asksToTryAgainWhenTheReceiverFailsForNow")
  static final class GivesUpAtOnce extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        DeliveryOutcome outcome(int status) {
          return status < 300
              ? super.outcome(status)
              : new DeliveryOutcome.Rejected("status " + status);
        }
      };
    }
  }

  @Breaks("asksToTryAgainWhenTheReceiverFailsForNow")
  static final class StaysBrokenAfterAFailure extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        private boolean broken;

        @Override
        DeliveryOutcome outcome(int status) {
          broken |= status >= 300;
          return super.outcome(broken ? 503 : status);
        }
      };
    }
  }

  @Breaks("asksToTryAgainWhenTheReceiverIsGone")
  static final class TakesSilenceForARefusal extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      NotificationChannel channel = super.create(settings);
      return notification -> {
        try {
          return channel.deliver(notification);
        } catch (IOException e) {
          return new DeliveryOutcome.Rejected("no answer");
        }
      };
    }
  }

  @Breaks("givesUpWhenTheReceiverFailsForGood")
  static final class NeverGivesUp extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        DeliveryOutcome outcome(int status) {
          return status < 300
              ? super.outcome(status)
              : new DeliveryOutcome.Retry("status " + status, Optional.empty());
        }
      };
    }
  }

  @Breaks("stopsWhenInterrupted")
  static final class SwallowsTheInterrupt extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      NotificationChannel channel = super.create(settings);
      return notification -> {
        try {
          return channel.deliver(notification);
        } catch (InterruptedException e) {
          return new DeliveryOutcome.Retry("interrupted", Optional.empty());
        }
      };
    }
  }

  @Breaks("stopsWhenInterrupted")
  static final class WaitsWhateverHappens extends Good {
    @Override
    public Duration patience() {
      return Duration.ofMillis(300);
    }

    @Override
    public NotificationChannel create(Settings settings) {
      URI uri = settings.uri("url", "http");
      return notification -> {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
          socket.getInputStream().read(); // not interruptible
          return new DeliveryOutcome.Delivered("");
        }
      };
    }
  }

  @Breaks("canBeClosedWhileItDelivers")
  static final class LocksWhileItDelivers extends Good {
    @Override
    public Duration patience() {
      return Duration.ofMillis(300);
    }

    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        public synchronized DeliveryOutcome deliver(Notification notification) throws Exception {
          return super.deliver(notification);
        }

        @Override
        public synchronized void close() {}
      };
    }
  }

  @Breaks("closingTwiceIsClosingOnce")
  static final class ThrowsWhenClosedAgain extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        private boolean closed;

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed already");
          }
          closed = true;
        }
      };
    }
  }

  @Breaks("neverShowsASecret")
  static final class PrintsItsToken extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        public String toString() {
          return "HttpChannel[token=" + settings.string("token") + "]";
        }
      };
    }
  }

  @Breaks("neverShowsASecret")
  static final class QuotesItsTokenInAnError extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      NotificationChannel channel = super.create(settings);
      return notification -> {
        try {
          return channel.deliver(notification);
        } catch (IOException e) {
          throw new IOException("with token " + settings.string("token"), e);
        }
      };
    }
  }

  @Breaks("neverShowsASecret")
  static final class QuotesItsTokenInAnOutcome extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        DeliveryOutcome outcome(int status) {
          return status == 400
              ? new DeliveryOutcome.Rejected("refused " + settings.string("token"))
              : super.outcome(status);
        }
      };
    }
  }

  @Breaks("textOfAnyScriptArrivesWhole")
  static final class KnowsOnlyLatin extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        byte[] body(Notification notification) {
          return notification.title().getBytes(StandardCharsets.ISO_8859_1);
        }
      };
    }
  }

  @Breaks("textThatRunsFromRightToLeftIsDelivered")
  static final class RefusesHebrew extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      NotificationChannel channel = super.create(settings);
      return notification ->
          notification.title().codePoints().anyMatch(c -> c > 0x5d0 && c < 0x700)
              ? new DeliveryOutcome.Rejected("cannot be shown")
              : channel.deliver(notification);
    }
  }

  @Breaks("textThatBreaksFormatsEndsInAnAnswer")
  static final class PutsTheTitleIntoAHeader extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        @Override
        String key(Notification notification) {
          return notification.title(); // refused by the HTTP client: IllegalArgumentException
        }
      };
    }
  }

  @Breaks("aLabelValueOfOneMegabyteEndsInAnAnswer")
  static final class TriesLargeOnesForEver extends Good {
    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings) {
        private boolean large;

        @Override
        byte[] body(Notification notification) {
          byte[] body = super.body(notification);
          large = body.length > 65_536;
          return body;
        }

        @Override
        DeliveryOutcome outcome(int status) {
          return super.outcome(large ? 503 : status);
        }
      };
    }
  }
}
