package io.cairn.e2e.script;

import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A copy of the script beside a small tree, in which Maven and the launcher are stand-ins. */
final class Checkout {
  private static final String LAUNCHER = "deploy/standalone/src/main/java";
  private final Path root;

  private Checkout(Path root) {
    this.root = root;
  }

  static Checkout in(Path root) throws IOException {
    var checkout = new Checkout(root);
    Files.copy(Commands.root().resolve("cairn"), root.resolve("cairn"));
    checkout.copy(Commands.root().resolve(LAUNCHER), root.resolve(LAUNCHER));
    checkout.file("pom.xml", "<project/>");
    checkout.file("gateway/src/main/java/A.java", "class A {}");
    for (String service :
        List.of("config-service", "trail-service", "findings-service", "gateway")) {
      checkout.file(service + "/target/quarkus-app/quarkus-run.jar", "");
    }
    checkout.file("cli/target/cli.jar", "");
    checkout.launcher();
    checkout.maven(0);
    return checkout;
  }

  private void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** Writes a file of the tree. */
  Path file(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launcher() throws IOException {
    String name = NotingLauncher.class.getName();
    String entry = name.replace('.', '/') + ".class";
    Path jar = file("deploy/standalone/target/standalone.jar", "");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream bytes = Checkout.class.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(bytes, entry).transferTo(out);
    }
  }

  /** A Maven that notes each call and ends with a status. */
  void maven(int status) throws IOException {
    Path mvn =
        file(
            "cache/apache-maven-3.9.16/bin/mvn",
            """
            #!/bin/sh
            echo "$*" >>"%s"
            echo "[ERROR] what went wrong"
            exit %d
            """
                .formatted(root.resolve("calls"), status));
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How often Maven was called. */
  int builds() {
    try {
      Path calls = root.resolve("calls");
      return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code ./cairn up} with these options, as a person calls it. */
  CommandResult up(String... options) {
    List<String> words = new ArrayList<>(List.of(root.resolve("cairn").toString(), "up"));
    words.addAll(List.of("--data", root.resolve("data").toString()));
    words.addAll(List.of(options));
    return Commands.run(
        Duration.ofMinutes(1),
        Map.of("CAIRN_BUILD", "", "CAIRN_CACHE", root.resolve("cache").toString()),
        words);
  }
}
