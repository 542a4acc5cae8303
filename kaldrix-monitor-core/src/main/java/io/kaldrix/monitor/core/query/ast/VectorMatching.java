package io.kaldrix.monitor.core.query.ast;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Which samples of two instant vectors belong together.
 *
 * @param on whether the labels are those that must agree; otherwise those that need not
 * @param labels names of labels, in the order of the text
 * @param group whether several samples of one side may belong to one of the other
 * @param fill what stands in for a sample that has no partner
 */
public record VectorMatching(boolean on, List<String> labels, Group group, Fill fill) {

  /** Samples whose labels all agree, apart from the metric's name, belong together one to one. */
  public static final VectorMatching ALL_LABELS =
      new VectorMatching(false, List.of(), new Group.OneToOne(), Fill.NONE);

  /** Creates a matching. */
  public VectorMatching {
    labels = List.copyOf(labels);
  }

  /**
   * Values that stand in for samples without a partner.
   *
   * @param left for those missing on the left; with {@code group_right}, on the side of many
   * @param right for those missing on the right; with {@code group_right}, on the side of one
   */
  public record Fill(OptionalDouble left, OptionalDouble right) {

    /** Samples without a partner are left out. */
    public static final Fill NONE = new Fill(OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** How many of one side belong to how many of the other. */
  public sealed interface Group {
    /** One to one, or any to any for set operators. */
    record OneToOne() implements Group {}

    /** {@code group_left}: several on the left to one on the right. */
    record Left(List<String> include) implements Group {
      /** Creates a group. */
      public Left {
        include = List.copyOf(include);
      }
    }

    /** {@code group_right}: one on the left to several on the right. */
    record Right(List<String> include) implements Group {
      /** Creates a group. */
      public Right {
        include = List.copyOf(include);
      }
    }

    /** Returns the labels that the result takes from the side of which there is one. */
    default List<String> included() {
      if (this instanceof Left left) {
        return left.include();
      }
      return this instanceof Right right ? right.include() : List.of();
    }
  }
}
