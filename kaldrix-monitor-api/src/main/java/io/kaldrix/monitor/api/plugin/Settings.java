package io.kaldrix.monitor.api.plugin;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Named settings of one part of the monitor or of one plugin, from a file or from code.
 *
 * <p>Reading a setting also declares it: once a part has read what it understands, {@link
 * #refuseUnknown} makes every key that nobody asked for an error which names the nearest right one.
 * So a reader asks for all that it understands, whatever the answers are. Every error says where
 * the value stands, what it is and what was allowed.
 *
 * <p>For one thread.
 */
public final class Settings {

  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(B|kB|KiB|MB|MiB|GB|GiB)");
  private static final Map<String, Long> BYTE_UNITS =
      Map.of(
          "B",
          1L,
          "kB",
          1_000L,
          "KiB",
          1L << 10,
          "MB",
          1_000_000L,
          "MiB",
          1L << 20,
          "GB",
          1_000_000_000L,
          "GiB",
          1L << 30);

  private final String path;
  private final Origin origin;
  private final SettingFiles files;
  private final Map<String, SettingValue.Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Settings> sections = new ArrayList<>();
  private final Map<String, Settings> named = new LinkedHashMap<>();

  /**
   * Creates settings.
   *
   * @param path what messages call them, such as {@code collect}; empty for the whole file
   * @param mapping the values
   */
  public Settings(String path, SettingValue.Mapping mapping) {
    this(path, mapping, SettingFiles.NONE);
  }

  /**
   * Creates settings that may name further files.
   *
   * @param path what messages call them, such as {@code collect}; empty for the whole file
   * @param mapping the values
   * @param files reads the files
   */
  public Settings(String path, SettingValue.Mapping mapping, SettingFiles files) {
    this.path = path;
    this.origin = mapping.origin();
    this.files = files;
    mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
  }

  /** Returns the settings that a program gives: texts, numbers, durations, lists, maps. */
  public static Settings of(Map<String, ?> values) {
    return new Settings("", (SettingValue.Mapping) SettingValue.ofCode(values));
  }

  /** Returns settings in which nothing is set. */
  public static Settings none() {
    return of(Map.of());
  }

  /** Returns where the settings stand. */
  public Origin origin() {
    return origin;
  }

  /** Returns where the value of {@code key} stands, or the settings if it is not set. */
  public Origin originOf(String key) {
    SettingValue.Entry entry = entries.get(key);
    return entry == null ? origin : entry.value().origin();
  }

  /** Returns the keys that are set, in the order in which they were written. */
  public Set<String> keys() {
    return new LinkedHashSet<>(entries.keySet());
  }

  /** Returns whether {@code key} is set. */
  public boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  /** Returns a text that must be set. */
  public String string(String key) {
    return required(key, string(key, (String) null), "a text");
  }

  /** Returns a text, {@code fallback} if it is not set. */
  @SuppressWarnings("NullAway") // null goes in and comes out only in the overload above
  public String string(String key, @Nullable String fallback) {
    return scalar(key, "a text").map(SettingValue.Scalar::text).orElse(fallback);
  }

  /** Returns a text if it is set. */
  public Optional<String> optionalString(String key) {
    return scalar(key, "a text").map(SettingValue.Scalar::text);
  }

  /** Returns a secret that must be set. */
  public Secret secret(String key) {
    return required(
        key, optionalSecret(key).orElse(null), "a text, best as ${file:PATH} or ${NAME}");
  }

  /** Returns a secret if it is set. */
  public Optional<Secret> optionalSecret(String key) {
    return scalar(key, "a text").map(scalar -> new Secret(scalar.text()));
  }

  /** Returns a truth value, {@code fallback} if it is not set. */
  public boolean flag(String key, boolean fallback) {
    return parsed(
            key,
            "true or false",
            scalar ->
                switch (plain(scalar)) {
                  case "true" -> Boolean.TRUE;
                  case "false" -> Boolean.FALSE;
                  default -> null;
                })
        .orElse(fallback);
  }

  /** Returns a whole number from {@code least} to {@code most}, {@code fallback} if not set. */
  public long integer(String key, long fallback, long least, long most) {
    return parsed(
            key,
            "a whole number from " + least + " to " + most,
            scalar -> {
              String text = plain(scalar);
              if (!text.matches("[+-]?\\d{1,18}")) {
                return null;
              }
              long number = Long.parseLong(text);
              return number >= least && number <= most ? number : null;
            })
        .orElse(fallback);
  }

  /** Returns a number from {@code least} to {@code most}, {@code fallback} if not set. */
  public double number(String key, double fallback, double least, double most) {
    return parsed(
            key,
            "a number from " + least + " to " + most,
            scalar -> {
              String text = plain(scalar);
              if (!text.matches(
                  "[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,3})?")) {
                return null;
              }
              double number = Double.parseDouble(text);
              return number >= least && number <= most ? number : null;
            })
        .orElse(fallback);
  }

  /** Returns a duration from {@code least} up, {@code fallback} if it is not set. */
  public Duration duration(String key, Duration fallback, Duration least) {
    String allowed =
        DurationText.ALLOWED
            + (least.isZero() ? "" : ", " + DurationText.format(least) + " or longer");
    return parsed(
            key,
            allowed,
            scalar ->
                DurationText.parse(scalar.text())
                    .filter(duration -> duration.compareTo(least) >= 0)
                    .orElse(null))
        .orElse(fallback);
  }

  /** Returns a duration above zero, {@code fallback} if it is not set. */
  public Duration duration(String key, Duration fallback) {
    return duration(key, fallback, Duration.ofMillis(1));
  }

  /** Returns a number of bytes such as {@code 64MiB}, {@code fallback} if it is not set. */
  public long bytes(String key, long fallback) {
    return parsed(
            key,
            "a size such as 512KiB, 64MiB or 2GB",
            scalar -> {
              Matcher shape = BYTES.matcher(scalar.text());
              if (!shape.matches()) {
                return null;
              }
              long count = Long.parseLong(shape.group(1));
              long unit = BYTE_UNITS.getOrDefault(shape.group(2), 1L);
              return count <= Long.MAX_VALUE / unit ? Long.valueOf(count * unit) : null;
            })
        .orElse(fallback);
  }

  /** Returns an absolute address with one of these schemes, which must be set. */
  public URI uri(String key, String... schemes) {
    String allowed = "an address that begins with " + String.join(":// or ", schemes) + "://";
    return required(
        key,
        parsed(
                key,
                allowed,
                scalar -> {
                  try {
                    URI uri = new URI(scalar.text());
                    boolean fits =
                        uri.getHost() != null
                            && Arrays.asList(schemes)
                                .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
                    return fits ? uri : null;
                  } catch (URISyntaxException e) {
                    return null;
                  }
                })
            .orElse(null),
        allowed);
  }

  /** Returns the path of a file or directory if it is set. */
  public Optional<Path> path(String key) {
    return parsed(
        key,
        "the path of a file or directory",
        scalar -> {
          try {
            return Path.of(scalar.text());
          } catch (InvalidPathException e) {
            return null;
          }
        });
  }

  /** Returns one of {@code names} as what it stands for, {@code fallback} if it is not set. */
  public <T> T choice(String key, T fallback, Map<String, T> names) {
    String allowed = "one of " + names.keySet().stream().sorted().collect(Collectors.joining(", "));
    Optional<SettingValue.Scalar> scalar = scalar(key, allowed);
    if (scalar.isEmpty()) {
      return fallback;
    }
    T chosen = names.get(scalar.get().text());
    if (chosen == null) {
      throw invalid(key, allowed + NearestName.hint(scalar.get().text(), names.keySet()));
    }
    return chosen;
  }

  /** Returns a list of texts, empty if it is not set. */
  public List<String> strings(String key) {
    return values(key).stream()
        .map(value -> scalar(value, where(key), "a list of texts").text())
        .toList();
  }

  /** Returns names and texts, none if they are not set. */
  public Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping(key)
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach(
                        entry ->
                            texts.put(
                                entry.key(),
                                scalar(entry.value(), where(key) + "." + entry.key(), "a text")
                                    .text())));
    return texts;
  }

  /**
   * Returns the settings under {@code key}, empty ones if it is not set; the same ones each time,
   * so that what one reader has asked for counts for another.
   */
  public Settings section(String key) {
    return named.computeIfAbsent(
        key,
        name -> {
          SettingValue.Mapping mapping =
              mapping(name).orElseGet(() -> new SettingValue.Mapping(origin, List.of()));
          return handOut(new Settings(where(name), mapping, files));
        });
  }

  /** Returns the settings of these keys alone, for a reader to whom only they belong. */
  public Settings only(Collection<String> keys) {
    List<SettingValue.Entry> theirs =
        entries.values().stream().filter(entry -> keys.contains(entry.key())).toList();
    asked.addAll(keys);
    return handOut(new Settings(path, new SettingValue.Mapping(origin, theirs), files));
  }

  /** Returns the settings under each name under {@code key}, in the order written. */
  public Map<String, Settings> namedSections(String key) {
    Map<String, Settings> named = new LinkedHashMap<>();
    Settings section = section(key);
    section.keys().forEach(name -> named.put(name, section.section(name)));
    return named;
  }

  /** Returns the settings in a list under {@code key}, none if it is not set. */
  public List<Settings> sections(String key) {
    List<Settings> listed = new ArrayList<>();
    for (SettingValue value : values(key)) {
      String where = where(key) + "[" + listed.size() + "]";
      if (!(value instanceof SettingValue.Mapping mapping)) {
        throw new SettingsException(
            value.origin(), where + " is " + value.shown() + ", must be a mapping");
      }
      listed.add(handOut(new Settings(where, mapping, files)));
    }
    return listed;
  }

  /**
   * Returns what each of the files sets that are listed under {@code key}, none if it is not set.
   * Each text is a path, in whose last part {@code *} and {@code ?} stand for letters.
   *
   * @throws SettingsException if a text fits no file, or a file is wrong
   */
  public List<Settings> files(String key) {
    List<Settings> read = new ArrayList<>();
    for (SettingValue value : values(key)) {
      SettingValue.Scalar pattern = scalar(value, where(key), "a list of paths");
      List<SettingValue.Mapping> found = files.matching(pattern.text());
      if (found.isEmpty()) {
        throw wrong(value, where(key), "paths of files that there are");
      }
      found.forEach(mapping -> read.add(handOut(new Settings("", mapping, files))));
    }
    return read;
  }

  /**
   * Returns the error to throw for a value that is wrong for a reason of the reader's own.
   *
   * @param allowed what it must be, such as {@code a port from 1 to 65535}
   */
  public SettingsException invalid(String key, String allowed) {
    SettingValue.Entry entry = entries.get(key);
    if (entry == null) {
      return lacks(key, allowed);
    }
    return wrong(entry.value(), where(key), allowed);
  }

  /** Refuses every key that nobody has asked for, here and in the sections handed out. */
  public void refuseUnknown() {
    for (SettingValue.Entry entry : entries.values()) {
      if (!asked.contains(entry.key())) {
        throw unknown(entry, asked);
      }
    }
    sections.forEach(Settings::refuseUnknown);
  }

  private SettingsException unknown(SettingValue.Entry entry, Collection<String> allowed) {
    return new SettingsException(
        entry.origin(),
        where(entry.key())
            + " is unknown"
            + (allowed.isEmpty()
                ? ", nothing is allowed here"
                : ", allowed: " + allowed.stream().sorted().collect(Collectors.joining(", ")))
            + NearestName.hint(entry.key(), allowed));
  }

  private Settings handOut(Settings section) {
    sections.add(section);
    return section;
  }

  private String where(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Optional<SettingValue> value(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(SettingValue.Entry::value);
  }

  private Optional<SettingValue.Scalar> scalar(String key, String allowed) {
    return value(key).map(value -> scalar(value, where(key), allowed));
  }

  private static SettingValue.Scalar scalar(SettingValue value, String where, String allowed) {
    if (value instanceof SettingValue.Scalar scalar) {
      return scalar;
    }
    throw wrong(value, where, allowed);
  }

  private Optional<SettingValue.Mapping> mapping(String key) {
    return value(key)
        .filter(value -> !(value instanceof SettingValue.Nothing))
        .map(
            value -> {
              if (value instanceof SettingValue.Mapping mapping) {
                return mapping;
              }
              throw wrong(value, where(key), "a mapping");
            });
  }

  private List<SettingValue> values(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof SettingValue.Listing listing) {
                return listing.values();
              }
              throw wrong(value, where(key), "a list");
            })
        .orElse(List.of());
  }

  private <T> Optional<T> parsed(
      String key, String allowed, Function<SettingValue.Scalar, @Nullable T> parser) {
    Optional<SettingValue.Scalar> scalar = scalar(key, allowed);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    T value = parser.apply(scalar.get());
    if (value == null) {
      throw wrong(scalar.get(), where(key), allowed);
    }
    return Optional.of(value);
  }

  private <T> T required(String key, @Nullable T value, String allowed) {
    if (value == null) {
      throw lacks(key, allowed);
    }
    return value;
  }

  private SettingsException lacks(String key, String allowed) {
    return new SettingsException(origin, where(key) + " is missing, must be " + allowed);
  }

  private static SettingsException wrong(SettingValue value, String where, String allowed) {
    return new SettingsException(
        value.origin(), where + " is " + value.shown() + ", must be " + allowed);
  }

  private static String plain(SettingValue.Scalar scalar) {
    return scalar.quoted() ? "" : scalar.text();
  }
}
