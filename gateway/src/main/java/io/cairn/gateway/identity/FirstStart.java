package io.cairn.gateway.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Puts in place what the gateway cannot do without: the shipped policies, at each start as this
 * version has them, on the very first start an administrator with an access key, and a new key
 * where its own are lost.
 */
@Singleton
class FirstStart {
  private static final List<String> SHIPPED = List.of(AdministratorKey.USER, "auditor");

  private final IdentityStore store;
  private final TokenKeys tokenKeys;
  private final AdministratorKey administrator;
  private final Clock clock;

  FirstStart(
      IdentityStore store, TokenKeys tokenKeys, AdministratorKey administrator, Clock clock) {
    this.store = store;
    this.tokenKeys = tokenKeys;
    this.administrator = administrator;
    this.clock = clock;
  }

  @Transactional
  void start(@Observes @Priority(1_000) StartupEvent event) {
    store.lockFirstStart();
    Instant now = clock.instant();
    for (String name : SHIPPED) {
      store.shipPolicy(new IdentityStore.PolicyRow(name, shipped(name), true, now));
    }
    tokenKeys.current();
    if (!store.hasUsers()) {
      administrator.makeFirst();
    } else if (administrator.isAskedFor()) {
      administrator.replace();
    }
  }

  private static String shipped(String name) {
    try (InputStream in =
        FirstStart.class.getClassLoader().getResourceAsStream("policies/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the policy " + name + " is not in the artifact");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the policy " + name, e);
    }
  }
}
