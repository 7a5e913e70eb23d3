package io.cairn.gateway.identity;

import io.cairn.gateway.audit.AuditEntry;
import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.audit.AuditUnavailableException;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the administrator's access key: on the very first start, and when its keys are lost. Who
 * has lost them proves their right by what no caller over HTTP can do: a file {@code
 * new-administrator-key} beside the credentials file, put there before a start. Whoever can write
 * there can read the key that seals all secrets anyway.
 */
@Singleton
class AdministratorKey {
  static final String USER = "administrator";

  private static final Logger LOGGER = LoggerFactory.getLogger(AdministratorKey.class);
  private static final String REQUEST = "new-administrator-key";

  private final IdentityStore store;
  private final SecretVault vault;
  private final NewSecrets secrets;
  private final IdentityConfig config;
  private final AuditTrail audit;
  private final Ids ids;
  private final Clock clock;

  AdministratorKey(
      IdentityStore store,
      SecretVault vault,
      NewSecrets secrets,
      IdentityConfig config,
      AuditTrail audit,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.vault = vault;
    this.secrets = secrets;
    this.config = config;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether the file that asks for a new key is there. */
  boolean isAskedFor() {
    return config
        .credentialsFile()
        .map(AdministratorKey::request)
        .filter(Files::exists)
        .isPresent();
  }

  private static Path request(Path credentials) {
    return credentials.resolveSibling(REQUEST);
  }

  /** Makes user and key, in the caller's transaction. */
  void makeFirst() {
    make("made the administrator and its access key");
  }

  /**
   * Makes a key in place of those that are lost, in the caller's transaction: they become inactive,
   * and the oldest goes if there are two. The file that asked for it is removed last; if the
   * process ends before the commit, nothing has changed and the file has to be put there again.
   */
  void replace() {
    if (store.user(USER).isPresent()) {
      store.lockUser(USER);
      List<IdentityStore.KeyRow> lost =
          store.keysOf(USER).stream()
              .sorted(Comparator.comparing(IdentityStore.KeyRow::createdAt).reversed())
              .toList();
      lost.forEach(key -> store.setActive(key.accessKeyId(), false));
      lost.stream()
          .skip(IdentityService.KEYS_A_USER - 1L)
          .forEach(key -> store.deleteKey(key.accessKeyId()));
    }
    Path file = make("made a new access key of the administrator, as was asked for in the folder");
    tell();
    try {
      Files.delete(request(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + request(file), e);
    }
  }

  /**
   * The file is written before the transaction commits: a crash in between leaves a file whose key
   * is unknown, and a start after it makes both anew. The other order could leave a key that nobody
   * ever saw.
   */
  private Path make(String done) {
    Path file =
        config
            .credentialsFile()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "this is the first start: set CAIRN_GATEWAY_CREDENTIALS_FILE, where the"
                            + " administrator's access key is written"));
    String accessKeyId = secrets.accessKeyId();
    String secret = secrets.secretAccessKey();
    store.addUser(new IdentityStore.UserRow(USER, secrets.userId(), clock.instant()));
    store.attach(USER, USER);
    store.addKey(
        new IdentityStore.KeyRow(
            accessKeyId,
            USER,
            vault.seal(accessKeyId, secret.getBytes(StandardCharsets.UTF_8)),
            true,
            clock.instant()));
    try {
      PrivateFiles.write(
          file,
          "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
              .formatted(accessKeyId, secret));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the administrator's access key: " + file, e);
    }
    LOGGER.atInfo().addKeyValue("accessKeyId", accessKeyId).addKeyValue("file", file).log(done);
    return file;
  }

  /** No request came, but a key of the highest rights did not come from nowhere either. */
  private void tell() {
    UUID eventId = ids.next();
    AuditEntry entry =
        new AuditEntry(
            eventId,
            eventId.toString(),
            eventId.toString(),
            "CreateAccessKey",
            "NONE",
            REQUEST,
            "us-east-1",
            "localhost",
            "cairn",
            new AuditEntry.Identity.Unknown(null),
            Map.of("userName", USER),
            false);
    try {
      audit.finish(entry, new AuditEntry.Outcome(200, null, null), false);
    } catch (AuditUnavailableException e) {
      throw new IllegalStateException("the new key could not be recorded, so it is not made", e);
    }
  }
}
