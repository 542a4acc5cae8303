package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StateStoreContractTest {

  @Test
  void aGoodStoreKeepsEveryPromise() {
    ContractRun.assertKeepsAll(StateStoreContract.class, Good.class);
  }

  @Test
  void theStoreOfTheKitKeepsEveryPromiseButToLast() {
    ContractRun.assertKeepsAll(
        StateStoreContract.class, InMemory.class, "holdsEverythingAfterItWasOpenedAgain");
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(StateStoreContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(StateStoreContract.class, StateStoreContractTest.class);
  }

  /** A store over a map that outlives it. */
  static class MapStore implements StateStore {
    private static final Map<String, Map<String, byte[]>> PLACES = new ConcurrentHashMap<>();

    final Map<String, byte[]> values;

    MapStore(Settings settings) {
      values =
          PLACES.computeIfAbsent(
              settings.string("place"), unseen -> Collections.synchronizedMap(new TreeMap<>()));
    }

    @Override
    public Optional<byte[]> read(String key) {
      return Optional.ofNullable(values.get(checked(key))).map(byte[]::clone);
    }

    @Override
    public void write(String key, byte[] value) {
      values.put(checked(key), value.clone());
    }

    @Override
    public void delete(String key) {
      values.remove(checked(key));
    }

    @Override
    public List<String> keys(String prefix) {
      synchronized (values) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
      }
    }

    String checked(String key) {
      if (!key.matches(KEY_PATTERN)) {
        throw new IllegalArgumentException("key is '" + key + "'");
      }
      return key;
    }

    /** Offers the store under the name {@code map}. */
    public static final class Provider implements StateStoreProvider {
      @Override
      public String name() {
        return "map";
      }

      @Override
      public StateStore open(Settings settings) {
        return new MapStore(settings);
      }
    }
  }

  static class Good implements StateStoreContract {
    private final String place = UUID.randomUUID().toString();

    @Override
    public StateStoreProvider provider() {
      return new MapStore.Provider();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("place", place);
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("place");
    }
  }

  static final class InMemory implements StateStoreContract {
    @Override
    public StateStoreProvider provider() {
      return new InMemoryProvider();
    }

    @Override
    public boolean survivesReopen() {
      return false;
    }

    public static final class InMemoryProvider implements StateStoreProvider {
      @Override
      public String name() {
        return "in-memory";
      }

      @Override
      public StateStore open(Settings settings) {
        return new InMemoryStateStore();
      }
    }
  }

  @Breaks("readsWhatWasWritten")
  static final class KnowsNoUpperCase extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        String checked(String key) {
          if (key.chars().anyMatch(Character::isUpperCase)) {
            throw new IllegalArgumentException("key is '" + key + "'");
          }
          return super.checked(key);
        }
      };
    }
  }

  @Breaks("whatWasNeverWrittenIsAbsent")
  static final class MakesUpAnEmptyValue extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public Optional<byte[]> read(String key) {
          return super.read(key).or(() -> Optional.of(new byte[0]));
        }
      };
    }
  }

  @Breaks("aLaterValueReplacesAnEarlierOne")
  static final class OverwritesInPlace extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void write(String key, byte[] value) {
          byte[] before = read(key).orElse(value);
          byte[] after = Arrays.copyOf(before, Math.max(before.length, value.length));
          System.arraycopy(value, 0, after, 0, value.length);
          super.write(key, after);
        }
      };
    }
  }

  @Breaks("whatWasDeletedIsAbsent")
  static final class ThrowsWhenThereIsNothingToDelete extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void delete(String key) {
          if (values.remove(key) == null) {
            throw new IllegalStateException("no " + key);
          }
        }
      };
    }
  }

  @Breaks("listsKeysInOrder")
  static final class ListsKeysInAnyOrder extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public List<String> keys(String prefix) {
          List<String> keys = new ArrayList<>(super.keys(prefix));
          Collections.reverse(keys);
          return keys;
        }
      };
    }
  }

  @Breaks("listsKeysInOrder")
  static final class TakesAPrefixForADirectory extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public List<String> keys(String prefix) {
          String directory = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
          return super.keys(directory);
        }
      };
    }
  }

  @Breaks("aKeyMayBeTheBeginningOfAnother")
  static final class TakesAKeyForADirectory extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void write(String key, byte[] value) {
          if (values.keySet().stream().anyMatch(other -> key.startsWith(other + "/"))) {
            throw new IllegalStateException("not a directory");
          }
          super.write(key, value);
        }
      };
    }
  }

  @Breaks("keepsValuesOfAnySize")
  static final class TakesEmptyForAbsent extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public Optional<byte[]> read(String key) {
          return super.read(key).filter(value -> value.length > 0);
        }
      };
    }
  }

  @Breaks("keepsACopy")
  static final class KeepsTheCallersArray extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void write(String key, byte[] value) {
          values.put(checked(key), value);
        }
      };
    }
  }

  @Breaks("refusesAKeyThatIsNone")
  static final class TakesAnyKey extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        String checked(String key) {
          return key;
        }
      };
    }
  }

  @Breaks("writersTogetherLeaveOneWholeValue")
  static final class WritesInTwoSteps extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void write(String key, byte[] value) {
          byte[] half = value.clone();
          half[half.length - 1] ^= (byte) values.size(); // what a crash in between would leave
          super.write(key, half);
        }
      };
    }
  }

  @Breaks("writersOfDifferentKeysLoseNothing")
  static final class HasRoomForFifty extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void write(String key, byte[] value) {
          if (values.size() < 50) {
            super.write(key, value);
          }
        }
      };
    }
  }

  @Breaks("holdsEverythingAfterItWasOpenedAgain")
  static final class ForgetsOnceClosed extends Good {
    @Override
    public StateStore create(Settings settings) {
      return new MapStore(settings) {
        @Override
        public void close() {
          values.clear();
        }
      };
    }
  }
}
