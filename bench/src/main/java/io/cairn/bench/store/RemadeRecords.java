package io.cairn.bench.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Endless events made of real records: the shape and words stay, and ids, times, accounts, keys,
 * sessions, users, addresses and names of buckets are drawn anew. Times go up by two hundred events
 * a second in deliveries of five minutes, of which some come late.
 */
final class RemadeRecords implements Supplier<byte[]> {
  private static final Pattern DRAWN =
      Pattern.compile(
          "(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "|(?<time>(?<=\"eventTime\":\")[^\"]+)"
              + "|(?<account>(?<![0-9A-Za-z.])[0-9]{12}(?![0-9A-Za-z.]))"
              + "|(?<key>A[KS]IA[0-9A-Z]{12,16})"
              + "|(?<address>(?<=\"sourceIPAddress\":\")[0-9.]+(?=\"))"
              + "|(?<user>(?<=\"userName\":\")[a-z]+(?=\"))"
              + "|(?<bucket>(?<=\"bucketName\":\")[^\"]+(?=\"))"
              + "|(?<request>(?<=\"requestID\":\")[0-9A-Z]{16}(?=\"))");
  private static final List<String> KINDS =
      List.of("uuid", "time", "account", "key", "address", "user", "bucket", "request");
  private static final Pattern UUID_AS_ID =
      Pattern.compile(
          "\"eventID\":\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"");
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final List<Template> templates;
  private final Random random;
  private final Instant start;
  private long made;

  RemadeRecords(Path folder, long seed, Instant start) throws IOException {
    this.templates = records(folder).stream().map(Template::of).toList();
    this.random = new Random(seed);
    this.start = start;
  }

  /** Each line wraps one record as the member event, which comes last. */
  private static List<String> records(Path folder) throws IOException {
    List<String> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl.gz")).sorted().toList()) {
        try (var in =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
          in.lines()
              .map(line -> line.substring(line.indexOf(",\"event\":") + 9, line.length() - 1))
              .filter(record -> UUID_AS_ID.matcher(record).find())
              .filter(record -> record.contains("\"eventTime\":\""))
              .forEach(records::add);
        }
      }
    }
    return records;
  }

  @Override
  public byte[] get() {
    Template template = templates.get(random.nextInt(templates.size()));
    long delivery = made++ / 60_000;
    Instant time = start.plusSeconds(delivery * 300 + random.nextInt(300));
    if (random.nextInt(300) == 0) {
      time = time.minusSeconds(random.nextInt(20_000));
    }
    int account = random.nextInt(24);
    var event = new StringBuilder(2_048).append(template.texts().getFirst());
    for (int i = 0; i < template.holes().size(); i++) {
      Hole hole = template.holes().get(i);
      event.append(drawn(hole, account, time)).append(template.texts().get(i + 1));
    }
    return event.toString().getBytes(UTF_8);
  }

  /** A part that is drawn anew: the name of its group, and the text it had. */
  private record Hole(String kind, String was) {}

  /** A record cut at its holes; there is one text more than there are holes. */
  private record Template(List<String> texts, List<Hole> holes) {
    static Template of(String record) {
      List<String> texts = new ArrayList<>();
      List<Hole> holes = new ArrayList<>();
      Matcher drawn = DRAWN.matcher(record);
      int at = 0;
      while (drawn.find()) {
        texts.add(record.substring(at, drawn.start()));
        String kind = KINDS.stream().filter(k -> drawn.group(k) != null).findFirst().orElseThrow();
        holes.add(new Hole(kind, drawn.group()));
        at = drawn.end();
      }
      texts.add(record.substring(at));
      return new Template(texts, holes);
    }
  }

  private String drawn(Hole hole, int account, Instant time) {
    return switch (hole.kind()) {
      case "uuid" -> uuid();
      case "time" -> time.toString();
      case "account" -> "%d".formatted(111_122_223_333L + account * 7_919L);
      case "key" -> hole.was().substring(0, 4) + letters(new Random(random.nextInt(2_000)));
      case "address" -> "203." + random.nextInt(16) + ".113." + random.nextInt(256);
      case "user" -> "user-" + random.nextInt(400);
      case "bucket" -> "bucket-" + random.nextInt(3_000);
      default -> letters(random);
    };
  }

  private static String letters(Random random) {
    var text = new StringBuilder(16);
    for (int i = 0; i < 16; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String uuid() {
    String hex =
        HexFormat.of().toHexDigits(random.nextLong())
            + HexFormat.of().toHexDigits(random.nextLong());
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(13, 16)
        + "-a"
        + hex.substring(17, 20)
        + "-"
        + hex.substring(20);
  }
}
