package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks whether a name resolves, by this JVM's resolver and its cache.
 *
 * <p>Settings: {@code name}, {@code address} that must be among the answers, {@code
 * degraded-above}, a duration.
 */
final class DnsCheck implements HealthCheck {

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final String name;
  private final Optional<InetAddress> expected;
  private final AnswerTime answerTime;
  private final LongSupplier nanoTime;

  DnsCheck(
      String name, Optional<InetAddress> expected, AnswerTime answerTime, LongSupplier nanoTime) {
    this.name = name;
    this.expected = expected;
    this.answerTime = answerTime;
    this.nanoTime = nanoTime;
  }

  @Override
  public HealthResult check() {
    long started = nanoTime.getAsLong();
    InetAddress[] answers;
    try {
      answers = InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      return HealthResult.down(name + " does not resolve");
    }
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - started);
    String addresses =
        Arrays.stream(answers).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    HealthResult result =
        expected.isPresent() && !Arrays.asList(answers).contains(expected.get())
            ? HealthResult.down(
                name + " is " + addresses + ", not " + expected.get().getHostAddress())
            : answerTime.judge(name + " resolved", took);
    return result.detail("addresses", addresses);
  }

  /** Offers the check under the name {@code dns}. */
  public static final class Provider implements HealthCheckProvider {
    @Override
    public String name() {
      return "dns";
    }

    @Override
    public HealthCheck create(Settings settings) {
      String name = settings.string("name");
      if (name.isBlank()) {
        throw settings.invalid("name", "a host's name");
      }
      return new DnsCheck(name, address(settings), AnswerTime.read(settings), System::nanoTime);
    }

    private static Optional<InetAddress> address(Settings settings) {
      Optional<String> text = settings.optionalString("address");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        if (ADDRESS.matcher(text.get()).matches()) { // a name would be looked up
          return Optional.of(InetAddress.getByName(text.get()));
        }
      } catch (UnknownHostException e) {
        // is no address, as below
      }
      throw settings.invalid("address", "an IP address");
    }
  }
}
