package io.cairn.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of all settings, from the interfaces that the modules read them by. */
final class SettingsPage {
  private static final Pattern MAPPING =
      Pattern.compile(
          "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*@ConfigMapping\\(prefix = \"(?<prefix>[^\"]+)\"\\)",
          Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile(
          "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*(?:@WithDefault\\(\"(?<default>[^\"]*)\"\\)\\s*)?"
              + "(?:public )?(?<type>[A-Za-z<>]+) (?<name>[a-zA-Z0-9]+)\\(\\);",
          Pattern.DOTALL);
  private static final List<String> MODULES =
      List.of("gateway", "config-service", "trail-service", "findings-service", "libs/web");
  private static final String HEAD =
      """
      # Settings

      Generated from the sources; a test compares the two. Each is a Java property; as an environment variable it is written in
      upper case with `_` for every other sign, as in the last column. `./cairn up` hands its own environment on to the services.
      Durations are ISO 8601 (`PT30S`), or `30s`.
      """;

  private final Path root;

  SettingsPage(Path root) {
    this.root = root;
  }

  String text() throws IOException {
    var page = new StringBuilder(HEAD);
    for (String module : MODULES) {
      page.append("\n## ").append(module.equals("libs/web") ? "Every service" : module);
      Map<String, String> sections = new TreeMap<>();
      for (Path source : sources(root.resolve(module).resolve("src/main/java"))) {
        section(Files.readString(source), sections);
      }
      sections.values().forEach(page::append);
    }
    return page.toString();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("Config.java")).sorted().toList();
    }
  }

  private static void section(String source, Map<String, String> sections) {
    Matcher mapping = MAPPING.matcher(source);
    if (!mapping.find()) {
      return;
    }
    String prefix = mapping.group("prefix");
    List<String> rows = new ArrayList<>();
    Matcher setting = SETTING.matcher(source);
    for (int at = mapping.end(); setting.find(at); at = setting.end()) {
      rows.add(row(prefix, setting));
    }
    String about = words(mapping.group("doc"));
    sections.put(
        prefix + about,
        "\n\n%s\n\n| setting | default | meaning | variable |\n|---|---|---|---|\n%s"
            .formatted(about, String.join("", rows))
            .stripTrailing());
  }

  private static String row(String prefix, Matcher setting) {
    String name = prefix + "." + kebab(setting.group("name"));
    String usual = setting.group("default");
    return "| `%s` | %s | %s | `%s` |\n"
        .formatted(
            name,
            usual == null ? "" : "`" + usual + "`",
            words(setting.group("doc")),
            name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Javadoc as one line of Markdown. */
  private static String words(String doc) {
    return doc.replaceAll("\\s*\\*\\s", " ")
        .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }
}
