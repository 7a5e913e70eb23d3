package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How AWS Config spells the members and times of a type: it records each type in the manner of the
 * serializer that its first collector used, so the rule belongs to the type, not to the service.
 */
public enum Family {
  /** The first letter lowered, {@code dBName}, {@code aRN}; ISO times. */
  FIRST_LETTER {
    @Override
    public String name(String member) {
      return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }

    @Override
    public JsonNode time(Instant time) {
      return TextNode.valueOf(ISO.format(time));
    }
  },
  /** The leading capitals lowered, {@code dbclusterIdentifier}; times in epoch milliseconds. */
  BEAN {
    @Override
    public String name(String member) {
      int run = leadingCapitals(member);
      return member.substring(0, run).toLowerCase(Locale.ROOT) + member.substring(run);
    }

    @Override
    public JsonNode time(Instant time) {
      return LongNode.valueOf(time.toEpochMilli());
    }
  },
  /** As {@link #FIRST_LETTER}; times as {@code Feb 21, 2022 6:36:56 PM} in UTC. */
  GSON {
    @Override
    public String name(String member) {
      return FIRST_LETTER.name(member);
    }

    @Override
    public JsonNode time(Instant time) {
      return TextNode.valueOf(GSON_TIME.format(time));
    }
  },
  /** The leading capitals lowered but the last of several, {@code httpPort}; ISO times. */
  ACCESSOR {
    @Override
    public String name(String member) {
      int run = leadingCapitals(member);
      int lowered = run > 1 && run < member.length() ? run - 1 : run;
      return member.substring(0, lowered).toLowerCase(Locale.ROOT) + member.substring(lowered);
    }

    @Override
    public JsonNode time(Instant time) {
      return TextNode.valueOf(ISO.format(time));
    }
  },
  /** The resource model of CloudFormation: the first letter raised; ISO times. */
  CLOUDFORMATION {
    @Override
    public String name(String member) {
      return Character.toUpperCase(member.charAt(0)) + member.substring(1);
    }

    @Override
    public JsonNode time(Instant time) {
      return TextNode.valueOf(ISO.format(time));
    }
  };

  static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GSON_TIME =
      DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  /** The name in an item of a member that AWS's model calls {@code member}. */
  public abstract String name(String member);

  /** A time as the family writes it. */
  public abstract JsonNode time(Instant time);

  private static int leadingCapitals(String member) {
    int run = 0;
    while (run < member.length() && Character.isUpperCase(member.charAt(run))) {
      run++;
    }
    return run;
  }
}
