package io.cairn.trail.source.fetch;

import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Behind which key a folder is listed. Usually a little before the last key, since the names of a
 * day sort by minute and several writers finish out of order; at a late look, some days before now;
 * never before the source's start date.
 */
final class ListingStart {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm");
  private static final Pattern NAME =
      Pattern.compile("(?<day>[0-9/]{10})/(?<stem>[^/]*_)(?<minute>[0-9]{8}T[0-9]{4})Z_[^/]*");

  private ListingStart() {}

  static @Nullable String of(Source source, Folder folder, SourceConfig config, Instant now) {
    String start =
        source.startDate() == null ? null : folder.name() + DAY.format(source.startDate());
    String lastKey = folder.lastKey();
    if (lastKey == null) {
      return start;
    }
    String from = before(folder, lastKey, config);
    if (folder.isLateLook()) {
      LocalDate day = LocalDate.ofInstant(now.minus(config.lateWindow()), ZoneOffset.UTC);
      String late = folder.name() + DAY.format(day);
      from = late.compareTo(from) < 0 ? late : from;
    }
    return start != null && start.compareTo(from) > 0 ? start : from;
  }

  /** A key as long before the last one as the overlap asks, or the beginning of its day. */
  private static String before(Folder folder, String lastKey, SourceConfig config) {
    Matcher name = NAME.matcher(lastKey.substring(folder.name().length()));
    if (!name.matches()) {
      int day = folder.name().length() + "yyyy/MM/dd".length();
      return lastKey.substring(0, Math.min(day, lastKey.length()));
    }
    LocalDateTime from = LocalDateTime.parse(name.group("minute"), MINUTE).minus(config.overlap());
    String key =
        folder.name() + DAY.format(from) + "/" + name.group("stem") + MINUTE.format(from) + "Z";
    return key.compareTo(lastKey) < 0 ? key : lastKey;
  }
}
