package io.kaldrix.monitor.plugin.testkit;

import java.lang.management.ManagementFactory;

/** Counts what a thread allocates, where the Java virtual machine can tell. */
final class AllocatedBytes {

  private AllocatedBytes() {}

  /** Returns whether this virtual machine can tell. */
  static boolean areKnown() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()
        && threads.isThreadAllocatedMemoryEnabled();
  }

  /** Returns how many bytes {@code work} allocates on this thread. */
  static long of(Runnable work) {
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      return threads.getCurrentThreadAllocatedBytes() - before;
    }
    throw new UnsupportedOperationException("this virtual machine does not count allocated bytes");
  }
}
