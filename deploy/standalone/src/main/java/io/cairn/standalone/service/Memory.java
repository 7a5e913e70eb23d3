package io.cairn.standalone.service;

import io.cairn.standalone.folder.CannotStart;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory all processes of the suite together may come to, and how the heaps follow from
 * it. What is no heap (code, classes, threads, PostgreSQL) takes about 800 MB whatever is said.
 *
 * @param megabytes at least {@value #LEAST}
 */
public record Memory(int megabytes) {
  /** Less does not hold the suite. */
  public static final int LEAST = 1200;

  /** What the suite comes to when nothing is said. */
  public static final Memory USUAL = new Memory(1600);

  private static final int NOT_HEAP = 800;
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,7})([mMgG])[bB]?");

  /** How much of the heap memory each service gets, in thousandths. */
  public enum Share {
    /** Holds discovery and rules. */
    CONFIG(240),
    /** Holds blocks that are being written and read. */
    TRAIL(300),
    /** Holds compiled detections and correlation state. */
    FINDINGS(260),
    /** Passes requests on. */
    GATEWAY(200);

    private final int thousandths;

    Share(int thousandths) {
      this.thousandths = thousandths;
    }
  }

  /** Refuses less than {@value #LEAST} MB. */
  public Memory {
    if (megabytes < LEAST) {
      throw new CannotStart(
          "--memory %dm is too little: the suite needs at least %dm".formatted(megabytes, LEAST));
    }
  }

  /** Reads {@code 1600m} or {@code 2g}. */
  public static Memory parse(String text) {
    Matcher size = SIZE.matcher(text.trim());
    if (!size.matches()) {
      throw new CannotStart(
          "--memory %s is no size; write for instance 2g or 1600m".formatted(text));
    }
    long unit = size.group(2).toLowerCase(Locale.ROOT).equals("g") ? 1024 : 1;
    return new Memory((int) Math.min(Integer.MAX_VALUE, Long.parseLong(size.group(1)) * unit));
  }

  /** The largest heap of one service in MB. */
  public int heap(Share share) {
    return (megabytes - NOT_HEAP) * share.thousandths / 1000;
  }
}
