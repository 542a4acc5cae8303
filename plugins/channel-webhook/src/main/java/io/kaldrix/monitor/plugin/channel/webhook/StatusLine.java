package io.kaldrix.monitor.plugin.channel.webhook;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of an answer's status and headers as soon as they are there. The body is read only so
 * that the connection can be used again, up to {@value #LONGEST_BODY} bytes, and thrown away: a
 * receiver that has said what became of a message has said it, even if it then stalls, breaks off
 * or goes on for ever. For one exchange; may be shared between threads.
 */
final class StatusLine implements BodyHandler<Void> {

  static final int LONGEST_BODY = 65_536;

  private final AtomicReference<@Nullable ResponseInfo> info = new AtomicReference<>();

  @Override
  public BodySubscriber<Void> apply(ResponseInfo responseInfo) {
    info.set(responseInfo);
    return new Draining();
  }

  /** Returns the status code, empty if there was no answer yet. */
  Optional<Integer> code() {
    return Optional.ofNullable(info.get()).map(ResponseInfo::statusCode);
  }

  /** Returns the answer's headers, none if there was no answer yet. */
  HttpHeaders headers() {
    ResponseInfo answer = info.get();
    return answer == null ? HttpHeaders.of(Map.of(), (name, value) -> true) : answer.headers();
  }

  private static final class Draining implements BodySubscriber<Void> {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long seen;

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        seen += buffer.remaining();
      }
      Flow.Subscription current = subscription;
      if (seen > LONGEST_BODY) {
        if (current != null) {
          current.cancel();
        }
        onComplete();
      } else if (current != null) {
        current.request(1);
      }
    }

    @Override
    public void onError(Throwable problem) {
      onComplete();
    }

    @Override
    @SuppressWarnings("NullAway") // null is the one value of Void
    public void onComplete() {
      end.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
      return end;
    }
  }
}
