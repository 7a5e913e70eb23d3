package io.cairn.standalone.postgres;

import io.cairn.cli.suite.Refused;
import io.cairn.cli.trail.FolderStore;
import io.cairn.cli.trail.StoreAddress;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.FolderLock;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * The database of a data folder: the running suite's, or, while none runs, one that is started
 * alone and stopped again. Meanwhile no suite can start on the folder.
 */
public final class FolderDatabase implements FolderStore {
  private static final String SCHEMA = "trail";

  @Override
  public Open open(Path data) {
    var folder = new DataFolder(data.toAbsolutePath().normalize());
    if (!Files.exists(folder.postgresql().resolve("PG_VERSION"))) {
      throw new Refused(
          "%s holds no database; name another folder with --data, or a database with --jdbc"
              .formatted(folder.root()));
    }
    System.setProperty("cairn.logs", folder.root().resolve("logs").toString());
    var secrets = Secrets.of(folder);
    try {
      return started(folder, secrets);
    } catch (CannotStart e) {
      throw new Refused(e.sentence());
    }
  }

  private static Open started(DataFolder folder, Secrets secrets) {
    FolderLock lock;
    try {
      lock = FolderLock.take(folder);
    } catch (CannotStart _) {
      return running(folder, secrets);
    }
    PostgresServer server = null;
    try {
      int port = new Ports(folder, new SecureRandom()).of("postgresql");
      server = new PostgresServer(folder, secrets, port, cache());
      server.start();
      return new Own(address(port, secrets), server, lock);
    } catch (CannotStart e) {
      if (server != null) {
        server.stop();
      }
      lock.close();
      throw e;
    }
  }

  private static Path cache() {
    String given = System.getProperty("cairn.cache");
    return given == null
        ? Path.of(System.getProperty("user.home"), ".cache", "cairn")
        : Path.of(given);
  }

  private static Open running(DataFolder folder, Secrets secrets) {
    var ports = new Properties();
    try {
      ports.load(new StringReader(Files.readString(folder.run().resolve("ports.properties"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String port = ports.getProperty("postgresql");
    if (port == null) {
      throw new Refused(
          "the suite on %s is starting, or its database is an outside one: try again, or name it with --jdbc"
              .formatted(folder.root()));
    }
    return new Running(address(Integer.parseInt(port), secrets));
  }

  private static StoreAddress address(int port, Secrets secrets) {
    String url = "jdbc:postgresql://127.0.0.1:%d/cairn".formatted(port);
    return new StoreAddress(
        Schemas.withSchema(url, SCHEMA), SCHEMA, secrets.password("postgresql." + SCHEMA));
  }

  private record Running(StoreAddress address) implements Open {
    @Override
    public void close() {
      // It is the suite's.
    }
  }

  private record Own(StoreAddress address, PostgresServer server, FolderLock lock) implements Open {
    @Override
    public void close() {
      server.stop();
      lock.close();
    }
  }
}
