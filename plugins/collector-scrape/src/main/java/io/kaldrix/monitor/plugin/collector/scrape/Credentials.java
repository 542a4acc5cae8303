package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * What a target asks for before it shows its page. A file is read anew for each scrape, so that
 * whoever renews it need not restart anything.
 *
 * @param user empty unless it is a basic authorization
 * @param scheme the word before the secret in the header
 * @param secret known from the start, or
 * @param file where it stands
 */
record Credentials(
    Optional<String> user, String scheme, Optional<Secret> secret, Optional<Path> file) {

  private static final long MOST_BYTES = 64 << 10;

  /** Returns those of a job, empty if it has none. */
  static Optional<Credentials> read(Settings job) {
    boolean basic = job.has("basic_auth");
    boolean other = job.has("authorization");
    if (basic && other) {
      throw job.invalid("authorization", "absent where there is basic_auth");
    }
    if (basic) {
      Settings settings = job.section("basic_auth");
      String user = settings.string("username");
      return Optional.of(read(settings, Optional.of(user), "Basic", "password", "password_file"));
    }
    if (other) {
      Settings settings = job.section("authorization");
      String scheme = settings.string("type", "Bearer");
      if (!scheme.matches("[A-Za-z0-9._~+-]+") || scheme.equalsIgnoreCase("basic")) {
        throw settings.invalid("type", "one word such as Bearer; for Basic there is basic_auth");
      }
      return Optional.of(
          read(settings, Optional.empty(), scheme, "credentials", "credentials_file"));
    }
    return Optional.empty();
  }

  private static Credentials read(
      Settings settings, Optional<String> user, String scheme, String key, String fileKey) {
    Optional<Secret> secret = settings.optionalSecret(key);
    Optional<Path> file = settings.path(fileKey);
    if (secret.isPresent() == file.isPresent()) {
      throw settings.invalid(key, "given, or else " + fileKey + ", and not both");
    }
    secret.ifPresent(
        given -> {
          if (given.reveal().chars().anyMatch(Character::isISOControl)) {
            throw settings.invalid(key, "one line");
          }
        });
    return new Credentials(user, scheme, secret, file);
  }

  /** Returns the value of the header {@code Authorization}. */
  String header() throws IOException {
    String revealed = secret.isPresent() ? secret.get().reveal() : ofFile(file.orElseThrow());
    return scheme + " " + user.map(name -> basic(name, revealed)).orElse(revealed);
  }

  private static String ofFile(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the file with the credentials is larger than 64 KiB");
    }
    return Files.readString(file).strip();
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(both);
  }
}
