package io.cairn.cli.trail;

import io.cairn.cli.suite.NotRunning;
import io.cairn.cli.suite.Refused;
import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.store.BlockEventStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;

/** The options that say which event store is read, past the suite. */
final class StoreChoice {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CAIRN_DATA:-.cairn}",
      description = "The data folder; its suite may run or be down.")
  Path data = Path.of("");

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description =
          "A database elsewhere, jdbc:postgresql://HOST/DATABASE?currentSchema=trail; user and password come from CAIRN_POSTGRES_USERNAME and CAIRN_POSTGRES_PASSWORD.")
  @Nullable String jdbc;

  /** Opens the store, lets {@code work} read it, and closes what was opened. */
  int with(ToIntFunction<BlockEventStore> work) {
    String url = jdbc;
    if (url != null) {
      Map<String, String> environment = System.getenv();
      return on(
          new StoreAddress(
              url,
              environment.getOrDefault("CAIRN_POSTGRES_USERNAME", ""),
              environment.getOrDefault("CAIRN_POSTGRES_PASSWORD", "")),
          work);
    }
    FolderStore folder =
        ServiceLoader.load(FolderStore.class)
            .findFirst()
            .orElseThrow(
                () -> new Refused("run this through ./cairn, or name the database with --jdbc"));
    try (FolderStore.Open open = folder.open(data)) {
      return on(open.address(), work);
    }
  }

  private static int on(StoreAddress address, ToIntFunction<BlockEventStore> work) {
    var source = source(address);
    refuseOther(source);
    try (var store = new BlockEventStore(source, StoreSettings.ofDefaults())) {
      return work.applyAsInt(store);
    } catch (StoreException e) {
      throw new Refused("the event store cannot be read: " + e.getMessage());
    }
  }

  private static PGSimpleDataSource source(StoreAddress address) {
    var source = new PGSimpleDataSource();
    try {
      source.setURL(address.url());
    } catch (IllegalArgumentException e) {
      throw new Refused(address.url() + " is no address of a PostgreSQL database");
    }
    if (!address.username().isEmpty()) {
      source.setUser(address.username());
      source.setPassword(address.password());
    }
    return source;
  }

  /** A database that is away is told from one that holds no store, or one of an earlier version. */
  private static void refuseOther(PGSimpleDataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select to_regclass('store_key') is not null, to_regclass('event') is not null")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new Refused(
            "this database holds no event store in blocks; start its suite once with ./cairn up, which makes it, and moves what an earlier version stored");
      }
      if (row.getBoolean(2)) {
        throw new Refused(
            "events of an earlier version are not yet moved into this store; let ./cairn up finish that first");
      }
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new NotRunning("the database of the event store cannot be reached: " + message, e);
    }
  }
}
