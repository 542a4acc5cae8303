package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.eval.MatchedLabels;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A set operator: what is on both sides, on either, or only on the left. */
final class Joined implements Operator {

  private final BinaryOperator operator;
  private final VectorMatching matching;
  private final Step left;
  private final Step right;
  private int[] groupOfLeft = new int[0];
  private int[] groupOfRight = new int[0];
  private boolean[] present = new boolean[0];

  Joined(BinaryOperation operation, Step left, Step right) {
    this.operator = operation.operator();
    this.matching = operation.matching().orElse(VectorMatching.ALL_LABELS);
    this.left = left;
    this.right = right;
  }

  @Override
  public Labels[] shape() {
    Map<Labels, Integer> groups = new HashMap<>();
    groupOfLeft = groups(left.labels(), groups);
    groupOfRight = groups(right.labels(), groups);
    present = new boolean[groups.size()];
    if (operator != BinaryOperator.OR) {
      return left.labels();
    }
    Labels[] labels = Arrays.copyOf(left.labels(), left.size() + right.size());
    System.arraycopy(right.labels(), 0, labels, left.size(), right.size());
    return labels;
  }

  private int[] groups(Labels[] labels, Map<Labels, Integer> groups) {
    int[] numbers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      Labels signature = MatchedLabels.signature(matching, labels[i]);
      Integer known = groups.putIfAbsent(signature, groups.size());
      numbers[i] = known == null ? groups.size() - 1 : known;
    }
    return numbers;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    if (operator == BinaryOperator.OR) {
      note(left.values(), groupOfLeft);
      System.arraycopy(left.values(), 0, out, 0, left.size());
      write(right.values(), groupOfRight, false, left.size(), out);
    } else {
      note(right.values(), groupOfRight);
      write(left.values(), groupOfLeft, operator == BinaryOperator.AND, 0, out);
    }
  }

  private void note(double[] values, int[] groups) {
    Arrays.fill(present, false);
    for (int i = 0; i < values.length; i++) {
      if (Step.isPresent(values[i])) {
        present[groups[i]] = true;
      }
    }
  }

  private void write(double[] values, int[] groups, boolean wanted, int from, double[] out) {
    for (int i = 0; i < values.length; i++) {
      out[from + i] = present[groups[i]] == wanted ? values[i] : SeriesHead.absent();
    }
  }
}
