package io.cairn.standalone.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a database that shares a small machine with the rest of the suite. Durability is
 * left at PostgreSQL's own: fsync and synchronous commits are on.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  static List<String> arguments(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "64MB");
    settings.put("jit", "off");
    settings.put("io_method", "sync");
    settings.put("max_parallel_workers", "0");
    settings.put("max_logical_replication_workers", "0");
    settings.put("autovacuum_max_workers", "1");
    settings.put("max_wal_size", "512MB");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");
    return settings.entrySet().stream()
        .map(e -> "-c " + e.getKey() + "=" + quoted(e.getValue()))
        .toList();
  }

  // pg_ctl hands its -o text to a shell.
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_.-]+") ? value : "'" + value + "'";
  }
}
