package io.cairn.bench.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A suite in a folder of its own, for one benchmark; stopped and deleted with it. */
public final class RunningSuite implements AutoCloseable {
  private final Path checkout;
  private final Path data;
  private final int port;
  private final Duration startTook;

  private RunningSuite(Path checkout, Path data, int port, Duration startTook) {
    this.checkout = checkout;
    this.data = data;
    this.port = port;
    this.startTook = startTook;
  }

  /** Starts a suite and waits until it is ready. */
  public static RunningSuite start(Path checkout, Map<String, String> environment)
      throws IOException {
    return startOn(checkout, Files.createTempDirectory("cairn-bench"), freePort(), environment);
  }

  /** Starts a suite with further options of {@code up}. */
  public static RunningSuite startWith(Path checkout, String... options) throws IOException {
    Path data = Files.createTempDirectory("cairn-bench");
    return startOn(checkout, data, freePort(), Map.of(), options);
  }

  /** Starts a suite on a folder, new or used, with variables for its processes. */
  public static RunningSuite startOn(
      Path checkout, Path data, int port, Map<String, String> environment, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("up", "--data", data.toString(), "--port", Integer.toString(port), "--detach"));
    words.addAll(List.of(options));
    long begin = System.nanoTime();
    run(checkout, words, environment);
    return new RunningSuite(checkout, data, port, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The gateway as the administrator. */
  public Gateway gateway() {
    String token = run(checkout, List.of("token", "--data", data.toString())).strip();
    return new Gateway(URI.create("http://127.0.0.1:" + port), token);
  }

  /** A session of the suite's own database, as one of its services. */
  public Connection database(String service) throws SQLException, IOException {
    Properties secrets = load("secrets/inner.properties");
    Properties ports = load("run/ports.properties");
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + ports.getProperty("postgresql")
            + "/cairn?currentSchema="
            + service;
    return DriverManager.getConnection(url, service, secrets.getProperty("postgresql." + service));
  }

  private Properties load(String file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(data.resolve(file))) {
      properties.load(in);
    }
    return properties;
  }

  /** How long {@code ./cairn up} took from its call to its return. */
  public Duration startTook() {
    return startTook;
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /** The gateway's port. */
  public int port() {
    return port;
  }

  /** Stops the suite and leaves its folder. */
  public void stop() {
    run(checkout, List.of("down", "--data", data.toString()));
  }

  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String run(Path checkout, List<String> arguments) {
    return run(checkout, arguments, Map.of());
  }

  private static String run(
      Path checkout, List<String> arguments, Map<String, String> environment) {
    List<String> words = new ArrayList<>(List.of("./cairn"));
    words.addAll(arguments);
    try {
      Path out = Files.createTempFile("cairn-bench", ".out");
      var builder =
          new ProcessBuilder(words)
              .directory(checkout.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putAll(environment);
      Process process = builder.start();
      int status = process.waitFor();
      String text = Files.readString(out, StandardCharsets.UTF_8);
      Files.delete(out);
      if (status != 0) {
        throw new IllegalStateException(
            String.join(" ", words) + " ended with " + status + ":\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + words, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }
}
