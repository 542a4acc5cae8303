package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PluginContractTest {

  @Test
  void aGoodPluginKeepsEveryPromise() {
    ContractRun.assertKeepsAll(PluginContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(PluginContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(PluginContract.class, PluginContractTest.class);
  }

  public static class Named implements Plugin {
    @Override
    public String name() {
      return "good-plugin";
    }
  }

  static class Good implements PluginContract<Plugin> {
    @Override
    public Plugin provider() {
      return new Named();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of(
          "address", "localhost",
          "deadline", Duration.ofSeconds(3),
          "tags", List.of("a", "b"),
          "headers", Map.of("x", "y"));
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("address");
    }

    @Override
    public Object create(Settings settings) {
      return settings.string("address")
          + settings.duration("deadline", Duration.ofSeconds(1))
          + settings.strings("tags")
          + settings.texts("headers")
          + settings.flag("quick", false);
    }
  }

  @Breaks("aServiceLoaderCanMakeTheProvider")
  static final class NeedsAnArgument extends Good {
    @Override
    public Plugin provider() {
      return new WithArgument("given");
    }

    public record WithArgument(String name) implements Plugin {}
  }

  @Breaks("aServiceLoaderCanMakeTheProvider")
  static final class IsNotPublic extends Good {
    @Override
    public Plugin provider() {
      return new Hidden();
    }

    private static final class Hidden extends Named {}
  }

  @Breaks("itsNameIsInLowerKebabCase")
  static final class HasACamelCaseName extends Good {
    @Override
    public Plugin provider() {
      return () -> "goodPlugin";
    }
  }

  @Breaks("itsNameAndOrderStayTheSame")
  static final class ChangesItsName extends Good {
    private static final Iterator<Integer> NUMBERS = Stream.iterate(1, n -> n + 1).iterator();

    @Override
    public Plugin provider() {
      return () -> "plugin-" + NUMBERS.next();
    }
  }

  @Breaks("understandsTheSettingsItAsksFor")
  static final class ReadsNoSettings extends Good {
    @Override
    public Object create(Settings settings) {
      return "made";
    }
  }

  @Breaks("refusesASettingItDoesNotKnow")
  static final class TakesEveryKey extends Good {
    @Override
    public Object create(Settings settings) {
      settings.keys().forEach(settings::has);
      return super.create(settings);
    }
  }

  @Breaks("refusesToDoWithoutASettingItMustHave")
  static final class GuessesWhatIsMissing extends Good {
    @Override
    public Object create(Settings settings) {
      settings.has("deadline");
      settings.has("tags");
      settings.has("headers");
      return settings.string("address", "localhost");
    }
  }

  @Breaks("refusesASettingOfTheWrongShape")
  static final class DoesNotLookAtValues extends Good {
    @Override
    public Object create(Settings settings) {
      return Stream.of("address", "deadline", "tags", "headers").filter(settings::has).toList();
    }
  }
}
