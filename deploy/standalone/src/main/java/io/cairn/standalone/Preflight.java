package io.cairn.standalone;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.service.Memory;
import io.cairn.standalone.service.Tls;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said about the command line of {@code up} before anything is built or started. It
 * needs the JDK alone, so that {@code ./cairn} can run this source file as it is: who mistypes a
 * port must not wait for a build to hear it.
 */
final class Preflight {
  static final int USUAL_PORT = 8080;
  static final String USUAL_ADDRESS = "127.0.0.1";

  /** Options without a value. */
  static final Set<String> FLAGS = Set.of("--accept-plain-http", "--durable", "--no-aot", "--demo");

  /** Options with a value. */
  static final Set<String> VALUES =
      Set.of(
          "--port",
          "--listen",
          "--memory",
          "--tls-cert",
          "--tls-key",
          "--postgres-url",
          "--kafka",
          "--s3");

  private static final String HOST_AND_PORT = "[^,:\\s]+:[0-9]{1,5}(,[^,:\\s]+:[0-9]{1,5})*";

  private Preflight() {}

  /** Ends with 2 where the command line is wrong, with 1 where the port is taken. */
  public static void main(String[] args) {
    try {
      Where where = read(args);
      try {
        refuseTaken(where.address(), where.port());
      } catch (CannotStart e) {
        end(1, e);
      }
    } catch (CannotStart e) {
      end(2, e);
    }
  }

  private static void end(int status, CannotStart reason) {
    System.err.println("cairn: " + reason.sentence());
    System.exit(status);
  }

  /** Where the gateway shall listen. */
  record Where(InetAddress address, int port) {}

  /** Reads and judges the command line; what is wrong with it is thrown. */
  static Where read(String... args) {
    Map<String, String> said = options(args);
    InetAddress address = address(said.getOrDefault("--listen", USUAL_ADDRESS));
    int port = port(said.getOrDefault("--port", Integer.toString(USUAL_PORT)));
    Optional<Tls> tls = tls(file(said, "--tls-cert"), file(said, "--tls-key"));
    refuseOpen(address, tls, said.containsKey("--accept-plain-http"));
    Optional.ofNullable(said.get("--memory")).ifPresent(Memory::parse);
    refuseUnlike(said, "--kafka", HOST_AND_PORT, "HOST:PORT, several by comma");
    refuseUnlike(said, "--s3", "https?://[^/]+/?|https?://[^/]+/.+", "http://HOST:PORT, or https");
    refuseUnlike(
        said, "--postgres-url", "jdbc:postgresql://.+/.+", "jdbc:postgresql://HOST:PORT/DATABASE");
    return new Where(address, port);
  }

  private static void refuseUnlike(
      Map<String, String> said, String option, String pattern, String form) {
    String value = said.get(option);
    if (value != null && !value.matches(pattern)) {
      throw new CannotStart("%s %s must look like %s".formatted(option, value, form));
    }
  }

  private static Map<String, String> options(String... args) {
    Map<String, String> said = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      if (FLAGS.contains(args[i])) {
        said.put(args[i], "");
      } else if (!VALUES.contains(parts[0])) {
        throw new CannotStart("unknown argument %s; read ./cairn help".formatted(args[i]));
      } else if (parts.length == 2) {
        said.put(parts[0], parts[1]);
      } else if (++i < args.length) {
        said.put(parts[0], args[i]);
      } else {
        throw new CannotStart("%s needs a value; read ./cairn help".formatted(parts[0]));
      }
    }
    return said;
  }

  private static Optional<Path> file(Map<String, String> said, String option) {
    return Optional.ofNullable(said.get(option)).map(Path::of);
  }

  static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new CannotStart("--port %s is no port; choose one from 1 to 65535".formatted(text));
    }
    return port;
  }

  static InetAddress address(String text) {
    try {
      InetAddress address = InetAddress.getByName(text);
      if (!address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null) {
        throw new CannotStart("--listen %s is no address of this machine".formatted(text));
      }
      return address;
    } catch (UnknownHostException | SocketException e) {
      throw new CannotStart("--listen %s is no address of this machine".formatted(text), e);
    }
  }

  static Optional<Tls> tls(Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isPresent() != key.isPresent()) {
      throw new CannotStart("--tls-cert and --tls-key go together");
    }
    return certificate.map(file -> new Tls(file, key.orElseThrow()));
  }

  static void refuseOpen(InetAddress address, Optional<Tls> tls, boolean plainAccepted) {
    if (!address.isLoopbackAddress() && tls.isEmpty() && !plainAccepted) {
      throw new CannotStart(
          "--listen %s would serve other machines without TLS: give --tls-cert and --tls-key, or accept that with --accept-plain-http"
              .formatted(address.getHostAddress()));
    }
  }

  static void refuseTaken(InetAddress address, int port) {
    if (!Ports.isFree(address, port)) {
      throw new CannotStart(
          "port %d on %s is taken by another program, or may not be used by this user; stop that program, or choose another port with --port"
              .formatted(port, address.getHostAddress()));
    }
  }
}
