package io.kaldrix.monitor.compliance.check;

import java.util.Optional;

/** What a rule says of one name, such as a protocol version or a cipher suite. */
sealed interface Verdict {

  /** Nothing is to be said against it. */
  record Good() implements Verdict {}

  /**
   * It may not be accepted.
   *
   * @param why in a few words, with the source
   */
  record Bad(String why) implements Verdict {}

  /** The rule does not know it. */
  record Unknown() implements Verdict {}

  /** Returns the verdict that says {@code why} if there is a reason, else that it is good. */
  static Verdict badIf(Optional<String> why) {
    return why.<Verdict>map(Bad::new).orElseGet(Good::new);
  }
}
