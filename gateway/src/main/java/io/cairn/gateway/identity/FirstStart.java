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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in place what the gateway cannot do without: the shipped policies, at each start as this
 * version has them, and on the very first start an administrator with an access key.
 */
@Singleton
class FirstStart {
  private static final Logger LOGGER = LoggerFactory.getLogger(FirstStart.class);
  private static final String ADMINISTRATOR = "administrator";
  private static final List<String> SHIPPED = List.of(ADMINISTRATOR, "auditor");

  private final IdentityStore store;
  private final SecretVault vault;
  private final NewSecrets secrets;
  private final TokenKeys tokenKeys;
  private final IdentityConfig config;
  private final Clock clock;

  FirstStart(
      IdentityStore store,
      SecretVault vault,
      NewSecrets secrets,
      TokenKeys tokenKeys,
      IdentityConfig config,
      Clock clock) {
    this.store = store;
    this.vault = vault;
    this.secrets = secrets;
    this.tokenKeys = tokenKeys;
    this.config = config;
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
      makeAdministrator(now);
    }
  }

  /**
   * The file is written before the transaction commits: a crash in between leaves a file whose key
   * is unknown, and the next start, finding no user, makes both anew. The other order could leave a
   * key that nobody ever saw.
   */
  private void makeAdministrator(Instant now) {
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
    store.addUser(new IdentityStore.UserRow(ADMINISTRATOR, secrets.userId(), now));
    store.attach(ADMINISTRATOR, ADMINISTRATOR);
    store.addKey(
        new IdentityStore.KeyRow(
            accessKeyId,
            ADMINISTRATOR,
            vault.seal(accessKeyId, secret.getBytes(StandardCharsets.UTF_8)),
            true,
            now));
    try {
      PrivateFiles.write(
          file,
          "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
              .formatted(accessKeyId, secret));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the administrator's access key: " + file, e);
    }
    LOGGER
        .atInfo()
        .addKeyValue("accessKeyId", accessKeyId)
        .addKeyValue("file", file)
        .log("made the administrator and its access key");
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
