package io.cairn.findings.notification.target;

import io.cairn.contracts.AccountId;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.notification.channel.AddressGuard;
import io.cairn.findings.notification.channel.Channel;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what somebody sent as a target's settings, and tells everything that is wrong at once. */
@ApplicationScoped
class TargetReader {
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_.-]{1,256}");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final int MAX_TEXT = 2_048;
  private static final int MAX_LISTED = 50;

  private final AddressGuard guard;

  TargetReader(AddressGuard guard) {
    this.guard = guard;
  }

  /** Checked settings; the secret of a webhook is not among them. */
  record Checked(
      String name,
      @Nullable URI url,
      Channel.@Nullable Sns sns,
      TargetFilter filter,
      Gathering gathering,
      boolean enabled) {}

  Checked read(TargetDto.@Nullable Settings sent) {
    if (sent == null) {
      throw refused(List.of(new ProblemError("body", "is missing")));
    }
    List<ProblemError> errors = new ArrayList<>();
    String name = name(sent, errors);
    boolean webhook = "webhook".equals(sent.kind());
    if (!webhook && !"sns".equals(sent.kind())) {
      errors.add(new ProblemError("kind", "must be webhook or sns"));
    }
    @Nullable URI url = webhook ? url(sent, errors) : null;
    Channel.@Nullable Sns sns = webhook || sent.kind() == null ? null : sns(sent, errors);
    TargetFilter filter = filter(sent, errors);
    Gathering gathering = gathering(sent, errors);
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return new Checked(name, url, sns, filter, gathering, !Boolean.FALSE.equals(sent.enabled()));
  }

  private static String name(TargetDto.Settings sent, List<ProblemError> errors) {
    String name = sent.name() == null ? "" : sent.name().strip();
    if (name.isEmpty() || name.length() > 128 || name.indexOf('\0') >= 0) {
      errors.add(new ProblemError("name", "must have 1 to 128 characters, none of them NUL"));
    }
    return name;
  }

  private @Nullable URI url(TargetDto.Settings sent, List<ProblemError> errors) {
    absent("topicArn", sent.topicArn(), errors);
    absent("roleArn", sent.roleArn(), errors);
    return uri("url", sent.url(), errors);
  }

  private @Nullable URI uri(String field, @Nullable String text, List<ProblemError> errors) {
    if (text == null || text.length() > MAX_TEXT) {
      errors.add(new ProblemError(field, "must be a URL of at most " + MAX_TEXT + " characters"));
      return null;
    }
    try {
      URI uri = new URI(text);
      guard.checkForm(uri).ifPresent(why -> errors.add(new ProblemError(field, why)));
      return uri;
    } catch (URISyntaxException e) {
      errors.add(new ProblemError(field, "is no URL: " + e.getReason()));
      return null;
    }
  }

  private Channel.@Nullable Sns sns(TargetDto.Settings sent, List<ProblemError> errors) {
    absent("url", sent.url(), errors);
    String topic = sent.topicArn() == null ? "" : sent.topicArn();
    if (!TOPIC.matcher(topic).matches()) {
      errors.add(
          new ProblemError(
              "topicArn", "must be a topic's ARN, arn:aws:sns:eu-west-1:123456789012:name"));
      return null;
    }
    if (sent.roleArn() != null && !ROLE.matcher(sent.roleArn()).matches()) {
      errors.add(new ProblemError("roleArn", "must be a role's ARN"));
    }
    if (sent.externalId() != null
        && (sent.roleArn() == null || !EXTERNAL_ID.matcher(sent.externalId()).matches())) {
      errors.add(
          new ProblemError(
              "externalId",
              "goes with a roleArn and has 2 to 1,224 characters of letters, digits and +=,.@:/-_"));
    }
    @Nullable URI endpoint =
        sent.endpoint() == null ? null : uri("endpoint", sent.endpoint(), errors);
    var sns = new Channel.Sns(topic, sent.roleArn(), sent.externalId(), endpoint);
    if (sent.region() != null && !sent.region().equals(sns.region())) {
      errors.add(new ProblemError("region", "must be the topic's, " + sns.region()));
    }
    return sns;
  }

  private static void absent(String field, @Nullable String value, List<ProblemError> errors) {
    if (value != null) {
      errors.add(new ProblemError(field, "does not go with this kind of target"));
    }
  }

  private static TargetFilter filter(TargetDto.Settings sent, List<ProblemError> errors) {
    Set<Occasion> on =
        sent.on() == null
            ? Set.of(Occasion.NEW, Occasion.RECURRING, Occasion.RESOLVED)
            : each("on", sent.on(), Occasion::of, errors);
    if (on.isEmpty()) {
      errors.add(new ProblemError("on", "must name at least one occasion"));
    }
    Set<Severity> severity =
        sent.minSeverity() == null
            ? Set.of(Severity.INFORMATIONAL)
            : each("minSeverity", List.of(sent.minSeverity()), Severity::of, errors);
    return new TargetFilter(
        each("types", orEmpty(sent.types()), FindingType::of, errors),
        severity.isEmpty() ? Severity.INFORMATIONAL : severity.iterator().next(),
        each("accountIds", orEmpty(sent.accountIds()), id -> new AccountId(id).value(), errors),
        on);
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static <T> Set<T> each(
      String field, List<String> texts, Function<String, T> parse, List<ProblemError> errors) {
    List<T> values = new ArrayList<>();
    if (texts.size() > 1_000) {
      errors.add(new ProblemError(field, "has more than 1,000 values"));
      return Set.of();
    }
    for (String text : texts) {
      try {
        values.add(parse.apply(text));
      } catch (IllegalArgumentException e) {
        errors.add(new ProblemError(field, String.valueOf(e.getMessage())));
      }
    }
    return Set.copyOf(values);
  }

  private static Gathering gathering(TargetDto.Settings sent, List<ProblemError> errors) {
    int listed = sent.listed() == null ? Gathering.DEFAULT.listed() : sent.listed();
    if (listed < 1 || listed > MAX_LISTED) {
      errors.add(new ProblemError("listed", "must be 1 to " + MAX_LISTED));
    }
    return new Gathering(
        duration(
            "recurringInterval",
            sent.recurringInterval(),
            Gathering.DEFAULT.recurringInterval(),
            errors),
        duration("gatherWindow", sent.gatherWindow(), Gathering.DEFAULT.window(), errors),
        listed);
  }

  private static Duration duration(
      String field, @Nullable String text, Duration otherwise, List<ProblemError> errors) {
    if (text == null) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(LONGEST_INTERVAL) <= 0) {
        return duration;
      }
      errors.add(new ProblemError(field, "must be a duration of PT0S to P1D, such as PT60S"));
    } catch (DateTimeParseException e) {
      errors.add(new ProblemError(field, "is no ISO 8601 duration"));
    }
    return otherwise;
  }

  private static ProblemException refused(List<ProblemError> errors) {
    ProblemError first = errors.getFirst();
    return new ProblemException(
        TargetProblem.TARGET_INVALID,
        "Nothing was changed: " + first.field() + " " + first.detail() + ".",
        errors);
  }
}
