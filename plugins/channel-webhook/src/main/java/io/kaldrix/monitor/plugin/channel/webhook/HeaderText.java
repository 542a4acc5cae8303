package io.kaldrix.monitor.plugin.channel.webhook;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What may stand in an HTTP header. */
final class HeaderText {

  private static final int LONGEST_KEY = 200;
  private static final URI ANYWHERE = URI.create("http://localhost/");

  private HeaderText() {}

  /** Returns whether requests can carry these headers; some, such as {@code Host}, are not ours. */
  static boolean areSendable(Map<String, String> headers) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(ANYWHERE);
      headers.forEach(request::setHeader);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns {@code key} if a header can carry it, else 64 hexadecimal digits that stand for it. */
  static String of(String key) {
    if (key.length() <= LONGEST_KEY && key.matches("[!-~]+")) {
      return key;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
