package io.cairn.standalone.folder;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The inner servers' ports: free ones on loopback, noted in {@code run/ports.properties}, kept from
 * one start to the next while they stay free. They are taken from below the range systems use for
 * outgoing connections, so nothing takes one between the choice and the bind by accident.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  private final Path file;
  private final RandomGenerator random;
  private final Map<String, Integer> chosen = new TreeMap<>();
  private final Properties noted = new Properties();

  /** Reads the notes of the last start. */
  public Ports(DataFolder folder, RandomGenerator random) {
    this.file = folder.run().resolve("ports.properties");
    this.random = random;
    try {
      if (Files.exists(file)) {
        noted.load(new StringReader(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of the inner server {@code name}; the same for every call of one start. */
  public synchronized int of(String name) {
    return chosen.computeIfAbsent(name, this::choose);
  }

  /** Writes down what was chosen. */
  public synchronized void note() {
    try {
      DataFolder.writeSecret(
          file,
          chosen.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int choose(String name) {
    int before = Integer.parseInt(noted.getProperty(name, "0"));
    if (before > 0 && !chosen.containsValue(before) && isFree(before)) {
      return before;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(FIRST, LAST);
      if (!chosen.containsValue(port) && isFree(port)) {
        return port;
      }
    }
    throw new CannotStart(
        "no free port between %d and %d was found for %s".formatted(FIRST, LAST, name));
  }

  /** Whether this process could listen on a loopback port now. */
  public static boolean isFree(int port) {
    return isFree(InetAddress.getLoopbackAddress(), port);
  }

  /** Whether this process could listen on {@code address} and {@code port} now. */
  public static boolean isFree(InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
