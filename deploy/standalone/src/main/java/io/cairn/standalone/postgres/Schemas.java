package io.cairn.standalone.postgres;

import io.cairn.standalone.folder.CannotStart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * Gives each service its own role and its own schema in one database. Running it again changes
 * nothing but passwords, so that a lost secrets file is mended by the next start.
 */
final class Schemas {
  private final String adminUrl;
  private final String user;
  private final String password;

  Schemas(String adminUrl, String user, String password) {
    this.adminUrl = adminUrl;
    this.user = user;
    this.password = password;
  }

  /**
   * Makes what is missing.
   *
   * @param services names of the services, which are the names of their schemas and roles
   * @param passwordOf the password a service's role shall have
   * @throws CannotStart if the database refuses
   */
  Map<String, Database> make(List<String> services, UnaryOperator<String> passwordOf) {
    Map<String, Database> made = new LinkedHashMap<>();
    try (var connection = connect(adminUrl, user, password)) {
      boolean roles = mayCreateRoles(connection);
      for (String service : services) {
        String role = roles ? service : user;
        String secret = roles ? passwordOf.apply(service) : password;
        try (var statement = connection.createStatement()) {
          if (roles) {
            role(statement, service, secret);
          }
          statement.execute(
              "CREATE SCHEMA IF NOT EXISTS \"%s\" AUTHORIZATION \"%s\"".formatted(service, role));
          statement.execute("REVOKE ALL ON SCHEMA \"%s\" FROM PUBLIC".formatted(service));
        }
        made.put(service, new Database(withSchema(adminUrl, service), role, secret));
      }
      return made;
    } catch (SQLException e) {
      throw new CannotStart(
          "the database at %s refused to make the services' schemas as %s: %s"
              .formatted(withoutArguments(adminUrl), user, firstLine(e)),
          e);
    }
  }

  /** Makes the database the services share, from a connection to another one of the server. */
  static void database(String maintenanceUrl, String user, String password, String name)
      throws SQLException {
    try (var connection = connect(maintenanceUrl, user, password);
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(name))) {
      if (!found.next()) {
        try (var create = connection.createStatement()) {
          create.execute("CREATE DATABASE \"%s\"".formatted(name));
          create.execute("REVOKE ALL ON DATABASE \"%s\" FROM PUBLIC".formatted(name));
        }
      }
    }
  }

  static Connection connect(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(url, properties);
  }

  private static boolean mayCreateRoles(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void role(Statement statement, String role, String secret) throws SQLException {
    try (var found =
        statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(role))) {
      String verb = found.next() ? "ALTER" : "CREATE";
      statement.execute(
          "%s ROLE \"%s\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'"
              .formatted(verb, role, secret));
    }
    statement.execute("GRANT \"%s\" TO CURRENT_USER".formatted(role));
    try (var database = statement.executeQuery("SELECT current_database()")) {
      database.next();
      String name = database.getString(1);
      statement.execute(
          "GRANT CONNECT, TEMPORARY ON DATABASE \"%s\" TO \"%s\"".formatted(name, role));
    }
    statement.execute("ALTER ROLE \"%s\" SET search_path = \"%s\"".formatted(role, role));
  }

  static String withSchema(String url, String schema) {
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  private static String withoutArguments(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
