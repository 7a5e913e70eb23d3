package io.cairn.cli.trail;

/**
 * Where an event store is.
 *
 * @param url JDBC address whose connections have the store's schema as search path
 * @param username the role
 * @param password its password
 */
public record StoreAddress(String url, String username, String password) {
  /** Hides the password. */
  @Override
  public String toString() {
    return username + "@" + url;
  }
}
