package io.cairn.gateway.identity;

import io.cairn.policy.AttachedPolicies;
import io.cairn.policy.PolicySet;
import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import jakarta.inject.Singleton;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
  private final TransactionSynchronizationRegistry transactions;
  private final Map<String, Entry> cache = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  Principals(
      IdentityStore store,
      SecretVault vault,
      Clock clock,
      TransactionSynchronizationRegistry transactions) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.transactions = transactions;
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
    long before = changes.get();
    Optional<KnownKey> read =
        store.key(accessKeyId).filter(IdentityStore.KeyRow::active).map(this::open);
    if (cache.size() >= CAPACITY) {
      // Ids that somebody makes up must not push out the keys that are in use.
      cache.values().removeIf(e -> e.key().isEmpty() || !now.isBefore(e.until()));
    }
    if (cache.size() < CAPACITY) {
      Entry entry = new Entry(read, now.plus(KEPT));
      cache.put(accessKeyId, entry);
      if (changes.get() != before) {
        // What was read may be older than the change that has been made meanwhile.
        cache.remove(accessKeyId, entry);
      }
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
                            p.policyName(),
                            PolicyDocument.parse(PolicyType.IDENTITY, p.document())))
                .toList());
    String secret =
        new String(vault.open(row.accessKeyId(), row.sealedSecret()), StandardCharsets.UTF_8);
    return new KnownKey(
        secret,
        new Principal(row.userName(), userId, row.accessKeyId(), AttachedPolicies.of(policies)));
  }

  /** Forgets everything as soon as the caller's transaction has committed. */
  void forgetAfterCommit() {
    transactions.registerInterposedSynchronization(new ForgetAfterCompletion(this));
  }

  /** Forgets everything. */
  void forget() {
    changes.incrementAndGet();
    cache.clear();
  }

  /** Before the commit a request could still read, and remember, what was there before. */
  private record ForgetAfterCompletion(Principals principals) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Nothing has changed for others yet.
    }

    @Override
    public void afterCompletion(int status) {
      principals.forget();
    }
  }
}
