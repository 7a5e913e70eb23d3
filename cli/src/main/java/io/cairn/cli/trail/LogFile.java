package io.cairn.cli.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.eventstore.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Events of one account, region and day that become one file, as CloudTrail lays it out. Its name
 * follows from its content, so the same export gives the same files.
 */
final class LogFile {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int UNIQUE = 16;

  private final String account;
  private final String region;
  private final Instant newest;
  private final List<byte[]> records = new ArrayList<>();
  private long bytes;

  /** A file whose newest event is this one. */
  LogFile(String account, String region, Instant newest) {
    this.account = account;
    this.region = region;
    this.newest = newest;
  }

  /** Adds an event that is not newer than those before. */
  void add(StoredEvent event) {
    records.add(event.bytes());
    bytes += event.bytes().length;
  }

  long bytes() {
    return bytes;
  }

  int count() {
    return records.size();
  }

  /** Whether an event belongs to the day of this file. */
  boolean isOfDay(Instant time) {
    return FOLDER.format(time).equals(FOLDER.format(newest));
  }

  /** Writes it below a folder, oldest event first; a file is there whole or not at all. */
  void write(Path root) throws IOException {
    List<byte[]> ascending = records.reversed();
    Path folder =
        root.resolve(
            "AWSLogs/%s/CloudTrail/%s/%s".formatted(account, region, FOLDER.format(newest)));
    String name =
        "%s_CloudTrail_%s_%s_%s.json.gz"
            .formatted(account, region, MINUTE.format(newest), unique(ascending));
    Files.createDirectories(folder);
    Path part = folder.resolve(name + ".part");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16)) {
      out.write("{\"Records\":[".getBytes(UTF_8));
      for (int i = 0; i < ascending.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(ascending.get(i));
      }
      out.write("]}".getBytes(UTF_8));
    }
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String unique(List<byte[]> records) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      records.forEach(digest::update);
      byte[] hash = digest.digest();
      var name = new StringBuilder();
      for (int i = 0; i < UNIQUE; i++) {
        name.append(LETTERS.charAt(Math.floorMod(hash[i], LETTERS.length())));
      }
      return name.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
