package io.cairn.bench.sigma;

import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a new record of an old one: other ids, times, accounts and addresses, the same shape and
 * words. Some values get an escape or a letter beyond ASCII, as some real ones have.
 */
final class Restamp {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?<![0-9A-Za-z.])[0-9]{12}(?![0-9A-Za-z.])");
  private static final Pattern ADDRESS =
      Pattern.compile("\"sourceIPAddress\":\"[0-9]{1,3}(\\.[0-9]{1,3}){3}\"");
  private static final Pattern USER = Pattern.compile("\"userName\":\"[a-z]+\"");
  private static final int ODD_ONE_IN = 60;

  private Restamp() {}

  static String made(String record, Random random) {
    String text = UUID.matcher(record).replaceAll(_ -> uuid(random));
    String account = "%012d".formatted(111_122_223_333L + random.nextInt(24) * 7_919L);
    text = ACCOUNT.matcher(text).replaceAll(account);
    String address =
        "\"sourceIPAddress\":\"%d.%d.113.%d\""
            .formatted(random.nextInt(1, 223), random.nextInt(256), random.nextInt(256));
    text = ADDRESS.matcher(text).replaceAll(address);
    String user =
        switch (random.nextInt(ODD_ONE_IN)) {
          case 0 -> "ren\u00e9-" + random.nextInt(40);
          case 1 -> "team\\/user-" + random.nextInt(40);
          default -> "user-" + random.nextInt(40);
        };
    return USER.matcher(text).replaceAll(Matcher.quoteReplacement("\"userName\":\"" + user + "\""));
  }

  private static String uuid(Random random) {
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
