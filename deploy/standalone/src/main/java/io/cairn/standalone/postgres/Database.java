package io.cairn.standalone.postgres;

/**
 * How one service reaches the database.
 *
 * @param jdbcUrl JDBC address whose connections have the service's schema as search path
 * @param username the service's role
 * @param password the role's password
 */
public record Database(String jdbcUrl, String username, String password) {
  /** Hides the password. */
  @Override
  public String toString() {
    return username + "@" + jdbcUrl;
  }
}
