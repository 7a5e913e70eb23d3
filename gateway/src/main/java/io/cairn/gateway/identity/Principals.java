package io.cairn.gateway.identity;

import io.cairn.policy.PolicyDocument;
import io.cairn.policy.PolicySet;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands behind an access key, kept for five seconds: so long another replica may go on with a
 * key that this one has revoked; this replica stops at once. Unknown keys are remembered as well.
 */
@Singleton
public class Principals {
  static final Duration KEPT = Duration.ofSeconds(5);

  private static final int CAPACITY = 10_000;

  private record Entry(Optional<KnownKey> key, Instant until) {}

  private final IdentityStore store;
  private final SecretVault vault;
  private final Clock clock;
  private final Map<String, Entry> cache = new ConcurrentHashMap<>();

  Principals(IdentityStore store, SecretVault vault, Clock clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * The active key of that id.
   *
   * @throws IdentityStoreException if the database does not answer
   */
  public Optional<KnownKey> find(String accessKeyId) {
    Instant now = clock.instant();
    Entry known = cache.get(accessKeyId);
    if (known != null && now.isBefore(known.until())) {
      return known.key();
    }
    Optional<KnownKey> read =
        store.key(accessKeyId).filter(IdentityStore.KeyRow::active).map(this::open);
    if (cache.size() >= CAPACITY) {
      cache.values().removeIf(e -> !now.isBefore(e.until()));
    }
    if (cache.size() < CAPACITY) {
      cache.put(accessKeyId, new Entry(read, now.plus(KEPT)));
    }
    return read;
  }

  private KnownKey open(IdentityStore.KeyRow row) {
    String userId = store.user(row.userName()).map(IdentityStore.UserRow::userId).orElseThrow();
    PolicySet policies =
        PolicySet.compile(
            store.policiesOf(row.userName()).stream()
                .map(
                    p ->
                        new PolicySet.Named(
                            p.policyName(), PolicyDocument.parseIdentity(p.document())))
                .toList());
    String secret =
        new String(vault.open(row.accessKeyId(), row.sealedSecret()), StandardCharsets.UTF_8);
    return new KnownKey(secret, new Principal(row.userName(), userId, row.accessKeyId(), policies));
  }

  /** Forgets everything, after a change. */
  void forget() {
    cache.clear();
  }
}
