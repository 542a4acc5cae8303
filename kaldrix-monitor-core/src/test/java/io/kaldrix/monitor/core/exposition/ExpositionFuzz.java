package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pages of series in both formats. */
public final class ExpositionFuzz {

  private static final List<String> TEXT =
      List.of(
          "# HELP a_total What \\n it is.\n# TYPE a_total counter\na_total{x=\"1\",y=\"é\\\"\"} 3 1700000000000\n",
          "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 1.5e3\nh_count 2\n",
          "{\"http.requests\", \"service.name\"=\"api\"} NaN\n\n# remark\nup 1");
  private static final List<String> OPEN_METRICS =
      List.of(
          "# TYPE a counter\n# UNIT a_seconds seconds\n# HELP a What.\na_total{x=\"1\"} 3 1.5\n# EOF\n",
          "# TYPE h histogram\nh_bucket{le=\"0.1\"} 2 # {trace_id=\"x\"} 0.05 1.5\nh_sum +Inf\n# EOF");
  private static final List<String> WORDS =
      List.of(
          "# TYPE ",
          "# HELP ",
          "# UNIT ",
          "# EOF",
          "#",
          "\n",
          "\r\n",
          "{",
          "}",
          ",",
          "=",
          "\"",
          "\\",
          "\\n",
          " ",
          "\t",
          "NaN",
          "+Inf",
          "-Inf",
          "1e999",
          "0x1p-3",
          "1_0",
          "-",
          ".",
          "99999999999999999999",
          "counter",
          "gauge",
          "histogram",
          "summary",
          "untyped",
          "info",
          "stateset",
          "le=\"1\"",
          "a_total",
          "_bucket",
          "__name__",
          "\u00e9",
          "\u0000",
          "# {a=\"b\"} 1 2");

  private ExpositionFuzz() {}

  /** Returns how pages are tried. */
  public static List<FuzzTarget> targets() {
    return List.of(
        target("exposition-text", TEXT, ExpositionFormat.PROMETHEUS_TEXT),
        target("open-metrics", OPEN_METRICS, ExpositionFormat.OPEN_METRICS));
  }

  private static FuzzTarget target(String name, List<String> seeds, ExpositionFormat format) {
    return new FuzzTarget(name, bytes(seeds), bytes(WORDS), page -> read(page, format));
  }

  private static List<byte[]> bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static String read(byte[] page, ExpositionFormat format) throws IOException {
    try {
      ExpositionReader.read(new ByteArrayInputStream(page), format, (labels, at, value) -> {});
      return "";
    } catch (ExpositionException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
