package io.cairn.standalone.postgres;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A PostgreSQL that someone else runs. Each service gets a schema there, and a role of its own
 * where the given user may create roles.
 *
 * @param url JDBC address of the database, without user and password
 * @param username a user that may create schemas
 * @param password that user's password
 */
public record OutsidePostgres(String url, String username, String password) {
  /** Makes the schemas; see {@link Database}. */
  public Map<String, Database> databases(List<String> services, UnaryOperator<String> passwordOf) {
    return new Schemas(url, username, password).make(services, passwordOf);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return username + "@" + url;
  }
}
