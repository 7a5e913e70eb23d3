package io.cairn.config.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads an item's times: ISO 8601 with a zone in messages, epoch seconds with a fraction in the
 * API.
 */
@ApplicationScoped
class ItemTimes {
  private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final Clock clock;
  private final ImportConfig config;

  ItemTimes(Clock clock, ImportConfig config) {
    this.clock = clock;
    this.config = config;
  }

  /** A time an item cannot do without: since 2006, and not ahead of the clock. */
  Instant required(ObjectNode message, String member) throws InvalidItemException {
    JsonNode value = message.path(member);
    Instant time = optional(message, member);
    if (time == null || time.isBefore(EARLIEST)) {
      throw new InvalidItemException(
          member
              + " must be a time since 2006, as ISO 8601 or epoch seconds, but is "
              + ItemTexts.shown(value));
    }
    if (time.isAfter(clock.instant().plus(config.clockSkew()))) {
      throw new InvalidItemException(member + " lies in the future: " + ItemTexts.shown(value));
    }
    return time;
  }

  @Nullable Instant optional(ObjectNode message, String member) throws InvalidItemException {
    JsonNode value = message.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      Instant time =
          value.isNumber()
              ? ofSeconds(value.decimalValue())
              : OffsetDateTime.parse(value.asText()).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw new InvalidItemException(member + " is out of range: " + ItemTexts.shown(value));
      }
      return time;
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw new InvalidItemException(member + " is no time: " + ItemTexts.shown(value));
    }
  }

  private static Instant ofSeconds(BigDecimal seconds) {
    return Instant.ofEpochMilli(
        seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
