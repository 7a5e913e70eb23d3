package io.cairn.cli.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its suite. */
public final class Connection {
  /** The certificate of a suite that speaks TLS, in the folder {@code run} of its data folder. */
  public static final String CERTIFICATE = "gateway-certificate.pem";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CAIRN_DATA:-.cairn}",
      description = "The data folder of the suite to ask.")
  Path data = Path.of("");

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "A suite elsewhere, instead of the one on the data folder.")
  @Nullable URI endpoint;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The profile of the credentials file.")
  String profile = "default";

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Another credentials file (with --endpoint: ~/.aws/credentials).")
  @Nullable Path credentials;

  /** The suite on a data folder, asked as its first administrator. */
  public static Connection of(Path data) {
    var connection = new Connection();
    connection.data = data;
    return connection;
  }

  /** The API of the suite; throws {@link NotRunning} when there is none. */
  public Api api() {
    return new Api(address(), AccessKey.read(credentialsFile(), profile), certificate());
  }

  // A suite of this machine may be reached under an address that its certificate does not name.
  private Optional<Path> certificate() {
    return Optional.of(data.resolve("run").resolve(CERTIFICATE))
        .filter(file -> endpoint == null && Files.exists(file));
  }

  /** Where commands may keep notes of their own; absent for a suite elsewhere. */
  public Optional<Path> notes() {
    return endpoint == null ? Optional.of(data.resolve("run")) : Optional.empty();
  }

  private URI address() {
    URI given = endpoint;
    if (given != null) {
      return given;
    }
    Path url = data.resolve("run").resolve("url");
    try {
      return URI.create(Files.readString(url).strip());
    } catch (IOException e) {
      throw new NotRunning(
          "no suite runs on %s; start it with ./cairn up"
              .formatted(data.toAbsolutePath().normalize()),
          e);
    }
  }

  private Path credentialsFile() {
    Path given = credentials;
    if (given != null) {
      return given;
    }
    return endpoint == null
        ? data.resolve("credentials")
        : Path.of(System.getProperty("user.home"), ".aws", "credentials");
  }
}
