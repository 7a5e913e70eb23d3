package io.cairn.gateway.identity;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The key pair on P-256 that signs bearer tokens: made once, shared by all replicas. */
@Singleton
class TokenKeys {
  private static final String ID = "1";
  private static final String OWNER = "token_key/" + ID;

  private final DataSource dataSource;
  private final SecretVault vault;
  private final SecureRandom random;
  private final Clock clock;
  private volatile @Nullable KeyPair current;

  TokenKeys(DataSource dataSource, SecretVault vault, SecureRandom random, Clock clock) {
    this.dataSource = dataSource;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** The pair; made if there is none. */
  KeyPair current() {
    KeyPair known = current;
    if (known == null) {
      known = loadOrMake();
      current = known;
    }
    return known;
  }

  private KeyPair loadOrMake() {
    try (Connection connection = dataSource.getConnection()) {
      KeyPair stored = load(connection);
      if (stored == null) {
        insert(connection, generate());
        // Another replica may have been first: what is stored counts.
        stored = load(connection);
      }
      if (stored == null) {
        throw new IllegalStateException("the token key was not stored");
      }
      return stored;
    } catch (SQLException e) {
      throw new IdentityStoreException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the stored token key is damaged", e);
    }
  }

  private @Nullable KeyPair load(Connection connection)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT public_key, sealed_private FROM token_key WHERE key_id = ?")) {
      select.setString(1, ID);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
            factory.generatePublic(new X509EncodedKeySpec(row.getBytes(1))),
            factory.generatePrivate(new PKCS8EncodedKeySpec(vault.open(OWNER, row.getBytes(2)))));
      }
    }
  }

  private void insert(Connection connection, KeyPair pair) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO token_key (key_id, public_key, sealed_private, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, ID);
      insert.setBytes(2, pair.getPublic().getEncoded());
      insert.setBytes(3, vault.seal(OWNER, pair.getPrivate().getEncoded()));
      insert.setTimestamp(4, Timestamp.from(clock.instant()));
      insert.executeUpdate();
    }
  }

  private KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }
}
