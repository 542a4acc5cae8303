package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/**
 * What became of each promise of a contract when JUnit ran a class that implements it.
 *
 * @param kept names of the tests that passed
 * @param passedOver names of the tests that did not apply
 * @param broken failures by name of test
 */
record ContractRun(Set<String> kept, Set<String> passedOver, Map<String, Throwable> broken) {

  static ContractRun of(Class<?> implementation) {
    return of(selectClass(implementation));
  }

  private static ContractRun of(DiscoverySelector selector) {
    ContractRun run = new ContractRun(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
    EngineTestKit.engine("junit-jupiter")
        .selectors(selector)
        .execute()
        .testEvents()
        .filter(event -> event.getType() == EventType.FINISHED)
        .forEach(run::add);
    return run;
  }

  private void add(Event event) {
    String promise =
        event
            .getTestDescriptor()
            .getSource()
            .map(source -> ((MethodSource) source).getMethodName())
            .orElseThrow();
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    switch (result.getStatus()) {
      case SUCCESSFUL -> kept.add(promise);
      case ABORTED -> passedOver.add(promise);
      case FAILED -> broken.put(promise, result.getThrowable().orElseThrow());
    }
  }

  /** Fails unless {@code implementation} keeps all promises of {@code contract} but these. */
  static void assertKeepsAll(Class<?> contract, Class<?> implementation, String... notApplying) {
    ContractRun run = of(implementation);
    assertThat(run.broken()).isEmpty();
    assertThat(run.passedOver()).containsExactlyInAnyOrder(notApplying);
    assertThat(run.kept()).containsAll(promises(contract, notApplying));
  }

  /** Returns a test for each nested class of {@code owner} that {@link Breaks} a promise. */
  static Stream<DynamicTest> plantedIn(Class<?> owner) {
    return planted(owner).stream()
        .map(
            planted ->
                DynamicTest.dynamicTest(
                    planted.getSimpleName() + " breaks " + promise(planted),
                    () -> assertBreaks(planted, promise(planted))));
  }

  private static void assertBreaks(Class<?> planted, String promise) {
    ContractRun run = of(selectMethod(planted, promise));
    assertThat(run.broken()).containsOnlyKeys(promise);
  }

  /** Fails unless a class nested in {@code owner} breaks each promise of {@code contract}. */
  static void assertEveryPromiseIsBroken(Class<?> contract, Class<?> owner) {
    assertThat(planted(owner).stream().map(ContractRun::promise)).containsAll(promises(contract));
  }

  private static List<Class<?>> planted(Class<?> owner) {
    return Arrays.stream(owner.getDeclaredClasses())
        .filter(nested -> nested.isAnnotationPresent(Breaks.class))
        .<Class<?>>map(nested -> nested)
        .sorted(Comparator.comparing(Class::getSimpleName))
        .toList();
  }

  private static String promise(Class<?> planted) {
    return planted.getAnnotation(Breaks.class).value();
  }

  private static Set<String> promises(Class<?> contract, String... notApplying) {
    return Arrays.stream(contract.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .filter(name -> !Arrays.asList(notApplying).contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
