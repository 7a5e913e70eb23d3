package io.cairn.gateway.identity;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of this feature, by plain SQL; each call joins the caller's transaction. */
@Singleton
class IdentityStore {
  private final DataSource dataSource;

  IdentityStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  record UserRow(String userName, String userId, Instant createdAt) {}

  record KeyRow(
      String accessKeyId,
      String userName,
      byte[] sealedSecret,
      boolean active,
      Instant createdAt) {}

  record PolicyRow(String policyName, String document, boolean shipped, Instant createdAt) {}

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  List<UserRow> users(String after, int limit) {
    return list(
        "SELECT * FROM iam_user WHERE user_name > ? ORDER BY user_name LIMIT ?",
        IdentityStore::user,
        after,
        limit);
  }

  Optional<UserRow> user(String userName) {
    return one("SELECT * FROM iam_user WHERE user_name = ?", IdentityStore::user, userName);
  }

  boolean hasUsers() {
    return !users("", 1).isEmpty();
  }

  boolean addUser(UserRow user) {
    return update(
            "INSERT INTO iam_user (user_name, user_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            user.userName(),
            user.userId(),
            Timestamp.from(user.createdAt()))
        == 1;
  }

  boolean isInUse(String userName) {
    return !keysOf(userName).isEmpty() || !policiesOf(userName).isEmpty();
  }

  boolean deleteUser(String userName) {
    return update("DELETE FROM iam_user WHERE user_name = ?", userName) == 1;
  }

  Optional<KeyRow> key(String accessKeyId) {
    return one("SELECT * FROM access_key WHERE access_key_id = ?", IdentityStore::key, accessKeyId);
  }

  List<KeyRow> keysOf(String userName) {
    return list(
        "SELECT * FROM access_key WHERE user_name = ? ORDER BY access_key_id",
        IdentityStore::key,
        userName);
  }

  List<KeyRow> keys(String after, int limit) {
    return list(
        "SELECT * FROM access_key WHERE access_key_id > ? ORDER BY access_key_id LIMIT ?",
        IdentityStore::key,
        after,
        limit);
  }

  /** So that two requests do not both find room for a second key. */
  void lockUser(String userName) {
    one("SELECT * FROM iam_user WHERE user_name = ? FOR UPDATE", IdentityStore::user, userName);
  }

  void addKey(KeyRow key) {
    update(
        "INSERT INTO access_key (access_key_id, user_name, sealed_secret, active, created_at) VALUES (?, ?, ?, ?, ?)",
        key.accessKeyId(),
        key.userName(),
        key.sealedSecret(),
        key.active(),
        Timestamp.from(key.createdAt()));
  }

  boolean setActive(String accessKeyId, boolean active) {
    return update("UPDATE access_key SET active = ? WHERE access_key_id = ?", active, accessKeyId)
        == 1;
  }

  boolean deleteKey(String accessKeyId) {
    return update("DELETE FROM access_key WHERE access_key_id = ?", accessKeyId) == 1;
  }

  List<PolicyRow> policies(String after, int limit) {
    return list(
        "SELECT * FROM policy WHERE policy_name > ? ORDER BY policy_name LIMIT ?",
        IdentityStore::policy,
        after,
        limit);
  }

  Optional<PolicyRow> policy(String policyName) {
    return one("SELECT * FROM policy WHERE policy_name = ?", IdentityStore::policy, policyName);
  }

  List<PolicyRow> policiesOf(String userName) {
    return list(
        "SELECT p.* FROM policy p JOIN user_policy u USING (policy_name) WHERE u.user_name = ? ORDER BY policy_name",
        IdentityStore::policy,
        userName);
  }

  boolean addPolicy(PolicyRow policy) {
    return update(
            "INSERT INTO policy (policy_name, document, shipped, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            policy.policyName(),
            policy.document(),
            policy.shipped(),
            Timestamp.from(policy.createdAt()))
        == 1;
  }

  void shipPolicy(PolicyRow policy) {
    if (!addPolicy(policy)) {
      update(
          "UPDATE policy SET document = ? WHERE policy_name = ? AND shipped",
          policy.document(),
          policy.policyName());
    }
  }

  boolean deletePolicy(String policyName) {
    return update(
            "DELETE FROM policy p WHERE policy_name = ? AND NOT shipped AND NOT EXISTS (SELECT 1 FROM user_policy u WHERE u.policy_name = p.policy_name)",
            policyName)
        == 1;
  }

  void attach(String userName, String policyName) {
    update(
        "INSERT INTO user_policy (user_name, policy_name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        userName,
        policyName);
  }

  void detach(String userName, String policyName) {
    update("DELETE FROM user_policy WHERE user_name = ? AND policy_name = ?", userName, policyName);
  }

  /** Until the end of the transaction, so that replicas start one after the other. */
  void lockFirstStart() {
    list("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 71))", _ -> true);
  }

  private static UserRow user(ResultSet row) throws SQLException {
    return new UserRow(
        row.getString("user_name"),
        row.getString("user_id"),
        row.getTimestamp("created_at").toInstant());
  }

  private static KeyRow key(ResultSet row) throws SQLException {
    return new KeyRow(
        row.getString("access_key_id"),
        row.getString("user_name"),
        row.getBytes("sealed_secret"),
        row.getBoolean("active"),
        row.getTimestamp("created_at").toInstant());
  }

  private static PolicyRow policy(ResultSet row) throws SQLException {
    return new PolicyRow(
        row.getString("policy_name"),
        row.getString("document"),
        row.getBoolean("shipped"),
        row.getTimestamp("created_at").toInstant());
  }

  private <T> Optional<T> one(String sql, RowReader<T> reader, Object... arguments) {
    return list(sql, reader, arguments).stream().findFirst();
  }

  private <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new IdentityStoreException(e);
    }
  }

  private int update(String sql, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IdentityStoreException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
