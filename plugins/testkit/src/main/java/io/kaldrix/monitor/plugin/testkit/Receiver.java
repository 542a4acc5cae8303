package io.kaldrix.monitor.plugin.testkit;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a channel under test delivers to: a small real one, such as a server on the loopback
 * address, which behaves as it is told. Healthy from the start. {@link HttpReceiver} is one.
 */
public interface Receiver extends AutoCloseable {

  /** How a receiver can behave. */
  enum Behaviour {
    /** Accepts what it gets. */
    HEALTHY,
    /** Refuses what it gets, for a reason that will pass. */
    FAILS_FOR_NOW,
    /** Refuses what it gets, for a reason that lies in the message. */
    FAILS_FOR_GOOD,
    /** Can be reached and never answers. */
    HANGS,
    /** Cannot be reached. */
    GONE
  }

  /** Returns what has reached it. */
  Inbox inbox();

  /** Behaves like that from now on. */
  void become(Behaviour behaviour) throws Exception;

  /** Returns the ways in which it can behave; promises about others are passed over. */
  default Set<Behaviour> behaviours() {
    return EnumSet.allOf(Behaviour.class);
  }

  /** Lets go of everything; may be called twice. */
  @Override
  void close();
}
