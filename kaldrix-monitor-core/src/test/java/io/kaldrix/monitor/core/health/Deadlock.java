package io.kaldrix.monitor.core.health;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Two real threads that wait for each other, until closed: a wait for these locks can be ended. */
final class Deadlock implements AutoCloseable {

  static final String ONE = "diner-one";
  static final String TWO = "diner-two";

  private final Thread one;
  private final Thread two;

  private Deadlock(Thread one, Thread two) {
    this.one = one;
    this.two = two;
  }

  /** Returns once both wait. */
  static Deadlock begin() {
    Lock left = new ReentrantLock();
    Lock right = new ReentrantLock();
    CyclicBarrier bothHold = new CyclicBarrier(2);
    Deadlock deadlock =
        new Deadlock(locking(ONE, left, right, bothHold), locking(TWO, right, left, bothHold));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    while (threads.findDeadlockedThreads() == null) {
      Thread.onSpinWait();
    }
    return deadlock;
  }

  private static Thread locking(String name, Lock first, Lock second, CyclicBarrier bothHold) {
    Thread thread =
        new Thread(
            () -> {
              first.lock();
              try {
                bothHold.await();
                second.lockInterruptibly();
                second.unlock();
              } catch (Exception e) {
                // closed
              } finally {
                first.unlock();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    one.interrupt();
    two.interrupt();
    try {
      one.join();
      two.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
