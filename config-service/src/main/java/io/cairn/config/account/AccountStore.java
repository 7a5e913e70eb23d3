package io.cairn.config.account;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table of accounts. */
@ApplicationScoped
public class AccountStore {

  private static final String COLUMNS = "account_id, role_arn, external_id, regions, endpoint";

  private final Database database;

  AccountStore(Database database) {
    this.database = database;
  }

  /** The account; empty when it is not recorded. */
  @Transactional
  public Optional<Account> find(AccountId id) {
    return database.first(
        Sql.of("SELECT " + COLUMNS + " FROM config_account WHERE account_id = ?", id.value()),
        AccountStore::account);
  }

  /** Accounts in order of id, after one. */
  @Transactional
  List<Account> after(@Nullable String id, int limit) {
    return database.list(
        Sql.of(
                "SELECT " + COLUMNS + " FROM config_account WHERE account_id > ?",
                id == null ? "" : id)
            .add("ORDER BY account_id LIMIT ?", limit),
        AccountStore::account);
  }

  @Transactional
  long count() {
    return database.number(Sql.of("SELECT count(*) FROM config_account"));
  }

  /** Adds an account; false when it is there. */
  @Transactional
  boolean insert(Account account, Instant at, Instant nextDiscoveryAt) {
    return database.update(
            Sql.of(
                "INSERT INTO config_account ("
                    + COLUMNS
                    + ", created_at, updated_at, next_discovery_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                account.accountId().value(),
                account.roleArn(),
                account.externalId(),
                account.regions(),
                account.endpoint() == null ? null : account.endpoint().toString(),
                at,
                at,
                nextDiscoveryAt))
        == 1;
  }

  @Transactional
  boolean update(Account account, Instant at) {
    return database.update(
            Sql.of(
                "UPDATE config_account SET role_arn = ?, external_id = ?, regions = ?,"
                    + " endpoint = ?, updated_at = ? WHERE account_id = ?",
                account.roleArn(),
                account.externalId(),
                account.regions(),
                account.endpoint() == null ? null : account.endpoint().toString(),
                at,
                account.accountId().value()))
        == 1;
  }

  @Transactional
  boolean delete(AccountId id) {
    database.update(Sql.of("DELETE FROM look WHERE account_id = ?", id.value()));
    return database.update(Sql.of("DELETE FROM config_account WHERE account_id = ?", id.value()))
        == 1;
  }

  /**
   * Takes one account whose discovery is due and puts its next one off; replicas never take the
   * same.
   *
   * @param next when the next discovery after this one is due
   */
  @Transactional
  public Optional<Account> takeDue(Instant now, Supplier<Instant> next) {
    return database.first(
        Sql.of(
            "UPDATE config_account SET next_discovery_at = ? WHERE account_id = (SELECT account_id"
                + " FROM config_account WHERE next_discovery_at <= ? ORDER BY next_discovery_at"
                + " FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING "
                + COLUMNS,
            next.get(),
            now),
        AccountStore::account);
  }

  private static Account account(ResultSet row) throws SQLException {
    String endpoint = Columns.textOrNull(row, "endpoint");
    return new Account(
        new AccountId(row.getString("account_id")),
        Columns.textOrNull(row, "role_arn"),
        Columns.textOrNull(row, "external_id"),
        Columns.texts(row, "regions"),
        endpoint == null ? null : URI.create(endpoint));
  }
}
