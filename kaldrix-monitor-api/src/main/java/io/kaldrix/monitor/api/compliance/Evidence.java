package io.kaldrix.monitor.api.compliance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What was seen.
 *
 * @param source where it was seen, such as {@code SSLContext.getDefault()}
 * @param content what was seen, as text; no secrets, no personal data
 * @param seenAt when
 * @param seenBy the check and its version, such as {@code jvm-tls-protocols 0.1.0}
 * @param expires when it is too old to show anything, empty if never
 */
public record Evidence(
    String source, String content, Instant seenAt, String seenBy, Optional<Instant> expires) {

  /** Creates evidence. */
  public Evidence {
    if (source.isBlank() || seenBy.isBlank()) {
      throw new IllegalArgumentException(
          "evidence '" + content + "' does not say where or by what it was seen");
    }
  }

  /** Returns whether it is too old at {@code instant}. */
  public boolean isExpiredAt(Instant instant) {
    return expires.isPresent() && !instant.isBefore(expires.get());
  }

  /** Returns the SHA-256 of the content in UTF-8, as 64 hexadecimal digits. */
  public String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
