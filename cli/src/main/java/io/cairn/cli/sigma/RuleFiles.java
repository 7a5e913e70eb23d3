package io.cairn.cli.sigma;

import io.cairn.cli.suite.Refused;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of a file, or of all .yml and .yaml files under a folder. */
final class RuleFiles {
  private RuleFiles() {}

  static SigmaCollection read(Path path) {
    List<Path> files = find(path);
    if (files.isEmpty()) {
      throw new Refused("there is no .yml or .yaml file under " + path);
    }
    var documents = new ArrayList<SigmaDocuments>();
    for (Path file : files) {
      try {
        documents.add(SigmaParser.read(file.toString(), Files.readAllBytes(file), Pipeline.NONE));
      } catch (IOException e) {
        throw new Refused("%s cannot be read: %s".formatted(file, e.getMessage()));
      }
    }
    return SigmaCollection.of(documents);
  }

  private static List<Path> find(Path path) {
    if (!Files.exists(path)) {
      throw new Refused("there is no file or folder " + path);
    }
    try (var all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.equals(path) || isRuleFile(file))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Refused("the folder %s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private static boolean isRuleFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }
}
