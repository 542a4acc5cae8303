package io.kaldrix.monitor.core.rule.file;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.rule.RuleTemplates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rule files of Prometheus as they stand. */
public final class RuleFiles {

  private static final SampleReader NO_SERIES = (matchers, from, to) -> List.of();

  private RuleFiles() {}

  /**
   * Returns the groups of files, in order; each bears the path of its file as it was given.
   *
   * @param dialect which PromQL their expressions are checked against
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a file cannot be read or something
   *     in one is wrong, expressions and templates among it
   */
  public static List<RuleGroup> read(List<Path> files, PromQl dialect) {
    QueryDialect spoken =
        dialect == PromQl.PROMETHEUS_3_EXPERIMENTAL
            ? QueryDialect.PROMETHEUS_3.withExperimental()
            : QueryDialect.PROMETHEUS_3; // what ranges include is no matter of grammar
    QueryEngine parser = new PromQlEngine(NO_SERIES, QueryLimits.DEFAULT, spoken, System::nanoTime);
    RuleTemplates texts = new RuleTemplates(parser, Labels.EMPTY, "");
    io.kaldrix.monitor.core.config.RuleFiles reader =
        new io.kaldrix.monitor.core.config.RuleFiles(
            List.of(), Path.of(""), expression -> problem(parser, expression), texts::problem);
    List<RuleGroup> groups = new ArrayList<>();
    for (Path file : files) {
      groups.addAll(reader.load(file.toString(), file));
    }
    return groups;
  }

  private static Optional<String> problem(QueryEngine parser, String expression) {
    try {
      parser.prepare(expression);
      return Optional.empty();
    } catch (QueryException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
