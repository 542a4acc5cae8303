package io.kaldrix.monitor.core.state;

import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.plugin.testkit.StateStoreContract;

class InMemoryStateStoreTest implements StateStoreContract {

  @Override
  public StateStoreProvider provider() {
    return new InMemoryStateStore.Provider();
  }

  @Override
  public boolean survivesReopen() {
    return false;
  }
}
