package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.eval.Arithmetic;
import io.kaldrix.monitor.core.query.eval.MatchedLabels;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An arithmetic operator or a comparison between two vectors. Which element goes with which is a
 * table of pairs, one place of the result each; at most one pair of an element can be complete, or
 * the operation is refused.
 */
final class Matched implements Operator {

  /** More pairs for an element are those of an expression that will be refused. */
  private static final int MOST_PAIRS_PER_PLACE = 8;

  private final BinaryOperator operator;
  private final boolean asBool;
  private final VectorMatching matching;
  private final boolean oneIsLeft;
  private final boolean oneToOne;
  private final Step many;
  private final Step one;
  private final Twins twins = new Twins();
  private int[] groupOfOne = new int[0];
  private int[] oneOfGroup = new int[0]; // the place present now
  private boolean[] groupIsTaken = new boolean[0];
  private int[] manyOfPair = new int[0];
  private int[] oneOfPair = new int[0];
  private int[] groupOfPair = new int[0];

  Matched(BinaryOperation operation, Step left, Step right) {
    operator = operation.operator();
    asBool = operation.asBool();
    matching = operation.matching().orElse(VectorMatching.ALL_LABELS);
    oneIsLeft = matching.group() instanceof VectorMatching.Group.Right;
    oneToOne = matching.group() instanceof VectorMatching.Group.OneToOne;
    many = oneIsLeft ? right : left;
    one = oneIsLeft ? left : right;
  }

  @Override
  public Labels[] shape() {
    Map<Labels, List<Integer>> ones = new HashMap<>();
    Map<Labels, Integer> groups = new HashMap<>();
    groupOfOne = new int[one.size()];
    for (int i = 0; i < one.size(); i++) {
      Labels signature = MatchedLabels.signature(matching, one.labels()[i]);
      ones.computeIfAbsent(signature, labels -> new ArrayList<>()).add(i);
      groups.putIfAbsent(signature, groups.size());
      groupOfOne[i] = groups.get(signature);
    }
    oneOfGroup = new int[groups.size()];
    groupIsTaken = new boolean[groups.size()];
    List<int[]> pairs = new ArrayList<>();
    int most = MOST_PAIRS_PER_PLACE * (many.size() + one.size());
    for (int i = 0; i < many.size(); i++) {
      Labels signature = MatchedLabels.signature(matching, many.labels()[i]);
      for (int partner : ones.getOrDefault(signature, List.of())) {
        pairs.add(new int[] {i, partner, groupOfOne[partner]});
        if (pairs.size() > most) {
          throw new NoPlanException();
        }
      }
    }
    manyOfPair = pairs.stream().mapToInt(pair -> pair[0]).toArray();
    oneOfPair = pairs.stream().mapToInt(pair -> pair[1]).toArray();
    groupOfPair = pairs.stream().mapToInt(pair -> pair[2]).toArray();
    Labels[] labels = new Labels[pairs.size()];
    for (int i = 0; i < labels.length; i++) {
      Labels result =
          MatchedLabels.result(
              operator, matching, many.labels()[manyOfPair[i]], one.labels()[oneOfPair[i]]);
      labels[i] = asBool ? NameRemoval.withoutName(result) : result;
    }
    twins.find(labels);
    return labels;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    double[] ones = one.values();
    Arrays.fill(oneOfGroup, -1);
    for (int i = 0; i < ones.length; i++) {
      if (Step.isPresent(ones[i])) {
        if (oneOfGroup[groupOfOne[i]] >= 0) {
          throw new NoPlanException();
        }
        oneOfGroup[groupOfOne[i]] = i;
      }
    }
    double[] manies = many.values();
    Arrays.fill(groupIsTaken, false);
    for (int i = 0; i < out.length; i++) {
      double value = manies[manyOfPair[i]];
      int group = groupOfPair[i];
      if (!Step.isPresent(value) || oneOfGroup[group] != oneOfPair[i]) {
        out[i] = SeriesHead.absent();
        continue;
      }
      if (oneToOne && groupIsTaken[group]) {
        throw new NoPlanException();
      }
      groupIsTaken[group] = true;
      double other = ones[oneOfPair[i]];
      out[i] = combined(oneIsLeft ? other : value, oneIsLeft ? value : other);
    }
    twins.refuse(out);
  }

  private double combined(double left, double right) {
    if (!operator.isComparison()) {
      return Arithmetic.calculate(operator, left, right);
    }
    boolean holds = Arithmetic.holds(operator, left, right);
    if (asBool) {
      return holds ? 1 : 0;
    }
    return holds ? left : SeriesHead.absent();
  }
}
