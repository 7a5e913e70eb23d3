package io.cairn.trail.store;

import io.cairn.eventstore.store.BlockEventStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The one event store of the service, over its own data source and outside of JTA. */
@Singleton
class EventStoreProducer {

  @Produces
  @Singleton
  BlockEventStore eventStore(DataSource dataSource, StoreConfig config) {
    return new BlockEventStore(dataSource, config.settings());
  }

  void close(@Disposes BlockEventStore store) {
    store.close();
  }
}
