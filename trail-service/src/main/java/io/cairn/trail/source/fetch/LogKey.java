package io.cairn.trail.source.fetch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Key of a CloudTrail log file. Digests, insights and other siblings of the folder {@code
 * CloudTrail}, and the files that AWS writes to test a bucket, are none.
 *
 * @param prefix what stands before {@code AWSLogs/}
 * @param accountId account in the key; it says nothing about the records inside
 * @param region region in the key
 * @param day day in the key
 */
record LogKey(String prefix, String accountId, String region, LocalDate day) {
  private static final int MAX_KEY = 1_024;
  private static final Pattern FORM =
      Pattern.compile(
          "((?:[^/]*/)*?)AWSLogs/(?:o-[a-z0-9]{10,32}/)?([0-9]{12})/CloudTrail/([a-z0-9-]+)/"
              + "([0-9]{4})/([0-9]{2})/([0-9]{2})/[^/]+\\.json\\.gz");

  private static final Pattern SIBLING =
      Pattern.compile(
          "(?:[^/]*/)*?AWSLogs/(?:o-[a-z0-9]{10,32}/)?[0-9]{12}/([A-Za-z0-9-]{1,64})/.*");

  /**
   * What a key that is no log file's belongs to: CloudTrail-Digest, CloudTrail-Insight, Config …
   */
  static String kindOfOther(String key) {
    Matcher matcher = SIBLING.matcher(key.length() > MAX_KEY ? "" : key);
    return matcher.matches() ? matcher.group(1) : "other";
  }

  /** The key's parts, or null when it is no log file's. */
  static @Nullable LogKey parse(String key) {
    if (key.length() > MAX_KEY) {
      return null;
    }
    Matcher matcher = FORM.matcher(key);
    if (!matcher.matches()) {
      return null;
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              Integer.parseInt(matcher.group(6)));
      return new LogKey(matcher.group(1), matcher.group(2), matcher.group(3), day);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
