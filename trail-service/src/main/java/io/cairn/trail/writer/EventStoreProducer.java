package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.RowEventStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The one event store of the service, over its own data source and outside of JTA. */
@Singleton
class EventStoreProducer {

  @Produces
  @Singleton
  EventStore eventStore(DataSource dataSource) {
    return new RowEventStore(dataSource);
  }
}
