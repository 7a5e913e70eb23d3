package io.cairn.eventstore.ingest;

import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.Catalogue;
import io.cairn.eventstore.query.IdentityLookup;
import io.cairn.eventstore.query.StoreReader;
import io.cairn.eventstore.query.StoredKeys;
import io.cairn.eventstore.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which events of a batch are new. An event whose identity the hour's set does not hold is;
 * any other is compared, byte for byte, with the one that is stored or came before it in the batch.
 * An hour that only a few events name is not loaded: these are looked up.
 */
final class Judge {
  /** So many events of an hour are looked up one by one before the hour is loaded. */
  static final int FEW = 64;

  private final Caches caches;
  private final StoreKey key;

  Judge(Caches caches, StoreKey key) {
    this.caches = caches;
    this.key = key;
  }

  /**
   * Where the judge reads: nothing that is stored may move between two reads of one piece of work.
   */
  interface Reading {
    <T> T read(String what, Transactions.Work<T> work);
  }

  /** What makes events the same. */
  private record Identity(long time, EventKey key, String id, String account) {
    static Identity of(Incoming event) {
      return new Identity(
          event.time(), event.key(), event.event().event().eventId(), event.event().accountId());
    }
  }

  Judgement judge(List<Incoming> events, Identities identities, Reading reading) {
    Map<Long, Integer> hours = new LinkedHashMap<>();
    events.forEach(e -> hours.merge(Identities.hourOf(e.time()), 1, Integer::sum));
    Set<Long> lookedUp = prepare(hours, identities, reading);
    Outcome[] outcomes = new Outcome[events.size()];
    Arrays.fill(outcomes, Outcome.STORED);
    List<Integer> suspects = suspects(events, identities, lookedUp);
    if (!suspects.isEmpty()) {
      decide(events, suspects, outcomes, reading);
    }
    List<Incoming> fresh = new ArrayList<>(events.size());
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == Outcome.STORED) {
        fresh.add(events.get(i));
      }
    }
    return new Judgement(List.of(outcomes), fresh);
  }

  /** Brings the sets of the hours into memory; gives the hours that are looked up instead. */
  private Set<Long> prepare(Map<Long, Integer> hours, Identities identities, Reading reading) {
    List<Long> missing = hours.keySet().stream().filter(h -> identities.hour(h) == null).toList();
    Set<Long> lookedUp = new HashSet<>();
    if (missing.isEmpty()) {
      return lookedUp;
    }
    reading.read(
        "reading which events are stored",
        connection -> {
          var reader = new StoreReader(connection, caches);
          var stored = new StoredKeys(reader, Catalogue.read(connection));
          for (long hour : missing) {
            if (Identities.isEmpty(hour, stored)) {
              identities.begin(hour);
            } else if (hours.getOrDefault(hour, 0) <= FEW) {
              lookedUp.add(hour);
            } else {
              identities.load(hour, stored);
            }
          }
          return missing.size();
        });
    return lookedUp;
  }

  private static List<Integer> suspects(
      List<Incoming> events, Identities identities, Set<Long> lookedUp) {
    List<Integer> suspects = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Incoming event = events.get(i);
      long hour = Identities.hourOf(event.time());
      KeySet set = lookedUp.contains(hour) ? null : identities.hour(hour);
      if (set == null || !identities.add(set, event)) {
        suspects.add(i);
      }
    }
    return suspects;
  }

  private void decide(
      List<Incoming> events, List<Integer> suspects, Outcome[] outcomes, Reading reading) {
    List<Incoming> asked = suspects.stream().map(events::get).toList();
    Map<Incoming, byte[]> stored =
        reading.read(
            "reading stored events",
            connection -> find(asked, new StoreReader(connection, caches), connection));
    Map<Identity, Incoming> first = new HashMap<>();
    Set<Integer> open = new HashSet<>(suspects);
    for (int i = 0; i < events.size(); i++) {
      Incoming event = events.get(i);
      byte[] known = open.contains(i) ? stored.get(event) : null;
      if (known == null) {
        Incoming before = first.putIfAbsent(Identity.of(event), event);
        known = before == null ? null : before.event().bytes();
      }
      if (known != null) {
        boolean same = Arrays.equals(known, event.event().bytes());
        outcomes[i] = same ? Outcome.DUPLICATE : Outcome.CONFLICT;
      }
    }
  }

  private Map<Incoming, byte[]> find(
      List<Incoming> asked, StoreReader reader, Connection connection) throws SQLException {
    try (reader) {
      return new IdentityLookup(reader, Catalogue.read(connection), key).find(asked);
    }
  }
}
