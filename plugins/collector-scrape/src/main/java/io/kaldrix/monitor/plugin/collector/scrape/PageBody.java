package io.kaldrix.monitor.plugin.collector.scrape;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes a body up to a number of bytes, and breaks off what is larger. */
final class PageBody implements HttpResponse.BodySubscriber<byte[]> {

  private final long most;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  PageBody(long most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + (long) buffer.remaining() > most) {
        body.completeExceptionally(tooLarge(most));
        if (subscription != null) {
          subscription.cancel();
        }
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.write(part, 0, part.length);
    }
  }

  @Override
  public void onError(Throwable problem) {
    body.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }

  private static IOException tooLarge(long most) {
    return new IOException("the page is larger than body_size_limit, " + most + " bytes");
  }

  /** Returns a page as it was before it was packed, of which the limit holds too. */
  static InputStream unpacked(byte[] body, String encoding, long most) throws IOException {
    InputStream packed = new ByteArrayInputStream(body);
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return packed;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new IOException("the page is packed as " + encoding + ", must be gzip or not at all");
    }
    return new UpTo(new GZIPInputStream(packed), most);
  }

  /** A stream that fails once it has given more than allowed. */
  private static final class UpTo extends InputStream {
    private final InputStream in;
    private final long most;
    private long given;

    UpTo(InputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      given += Math.max(0, read);
      if (given > most) {
        throw tooLarge(most);
      }
      return read;
    }
  }
}
