package io.cairn.guard;

import io.cairn.guard.GuardValue.Kind;
import io.cairn.guard.Node.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The built-in functions. Unless noted they go over the results of their first argument and drop
 * what is unresolved or of a kind they do not take.
 */
final class Functions {

  private final Evaluation evaluation;
  private final Steps steps;
  private final Limits limits;
  private final IdentityHashMap<GuardValue, GuardValue> parsed = new IdentityHashMap<>();

  Functions(Evaluation evaluation, Steps steps, Limits limits) {
    this.evaluation = evaluation;
    this.steps = steps;
    this.limits = limits;
  }

  /** The strings that were parsed so far, each with the tree it became. */
  IdentityHashMap<GuardValue, GuardValue> parsed() {
    return parsed;
  }

  List<Hit> call(Call call, Scope scope) {
    steps.spend(1);
    var arguments = new ArrayList<List<Hit>>();
    for (var argument : call.arguments()) {
      arguments.add(evaluation.argument(scope, argument));
    }
    return switch (call.function()) {
      case NOW -> List.of(Hit.resolved(GuardValue.of(now())));
      case COUNT -> List.of(Hit.resolved(count(arguments.getFirst())));
      case JOIN -> List.of(Hit.resolved(join(arguments.getFirst(), arguments.get(1))));
      default -> each(call.function(), arguments);
    };
  }

  private long now() {
    return limits
        .clock()
        .orElseThrow(() -> GuardEvaluationException.of("now() has no clock to read here"))
        .instant()
        .getEpochSecond();
  }

  private static GuardValue count(List<Hit> hits) {
    return GuardValue.of(hits.stream().filter(Hit::found).count());
  }

  private GuardValue join(List<Hit> hits, List<Hit> separators) {
    var separator = text(separators, "the separator of join");
    var out = new StringBuilder();
    for (int i = 0; i < hits.size(); i++) {
      var hit = hits.get(i);
      if (!hit.found() || !hit.value().is(Kind.STRING)) {
        throw GuardEvaluationException.of("join takes texts only");
      }
      out.append(i == 0 ? "" : separator).append(hit.value().string());
      steps.spend(1 + hit.value().string().length() / 64);
      steps.bound(out.length());
    }
    return GuardValue.of(out.toString());
  }

  private static String text(List<Hit> hits, String what) {
    var value = first(hits, what);
    if (!value.is(Kind.STRING) && !value.is(Kind.CHAR)) {
      throw GuardEvaluationException.of(what + " must be text");
    }
    return value.text();
  }

  private static GuardValue first(List<Hit> hits, String what) {
    if (hits.isEmpty() || !hits.getFirst().found()) {
      throw GuardEvaluationException.of(what + " was not found");
    }
    return hits.getFirst().value();
  }

  private List<Hit> each(Function function, List<List<Hit>> arguments) {
    var out = new ArrayList<Hit>();
    for (var hit : arguments.getFirst()) {
      if (hit.found()) {
        var value = one(function, hit.value(), arguments);
        steps.spend(1 + (value != null && value.is(Kind.STRING) ? value.text().length() / 64 : 0));
        if (value != null) {
          out.add(Hit.resolved(value));
        }
      }
    }
    return out;
  }

  private @Nullable GuardValue one(Function function, GuardValue value, List<List<Hit>> arguments) {
    return switch (function) {
      case TO_UPPER -> value.is(Kind.STRING) ? upper(value.string()) : null;
      case TO_LOWER -> value.is(Kind.STRING) ? lower(value.string()) : null;
      case URL_DECODE -> value.is(Kind.STRING) ? decode(value.string()) : null;
      case JSON_PARSE -> value.is(Kind.STRING) ? json(value) : null;
      case SUBSTRING -> value.is(Kind.STRING) ? substring(value.string(), arguments) : null;
      case REGEX_REPLACE -> value.is(Kind.STRING) ? replace(value.string(), arguments) : null;
      case PARSE_INT -> toInt(value);
      case PARSE_FLOAT -> toFloat(value);
      case PARSE_BOOLEAN -> toBoolean(value);
      case PARSE_STRING -> toText(value);
      case PARSE_CHAR -> toChar(value);
      case PARSE_EPOCH -> value.is(Kind.STRING) ? epoch(value.string()) : null;
      case NOW, COUNT, JOIN -> throw new IllegalStateException(function + " takes all at once");
    };
  }

  private static GuardValue upper(String text) {
    return GuardValue.of(text.toUpperCase(Locale.ROOT));
  }

  private static GuardValue lower(String text) {
    return GuardValue.of(text.toLowerCase(Locale.ROOT));
  }

  /** Percent sequences become bytes; a plus and a broken sequence stay as they are. */
  private static GuardValue decode(String text) {
    if (text.indexOf('%') < 0) {
      return GuardValue.of(text);
    }
    var safe = text.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    return GuardValue.of(URLDecoder.decode(safe, StandardCharsets.UTF_8));
  }

  /** JSON as such, all else as YAML 1.2; one string of the document is parsed once. */
  private GuardValue json(GuardValue text) {
    var known = parsed.get(text);
    if (known != null) {
      return known;
    }
    steps.spend(text.string().length() / 8);
    GuardValue tree;
    try {
      tree = JsonReader.read(text.string().getBytes(StandardCharsets.UTF_8));
    } catch (GuardDocumentException notJson) {
      tree = YamlReader.read(text.string());
    }
    parsed.put(text, tree);
    return tree;
  }

  private static @Nullable GuardValue substring(String text, List<List<Hit>> arguments) {
    int from = bound(arguments.get(1), "the start of substring");
    int to = bound(arguments.get(2), "the end of substring");
    int length = text.codePointCount(0, text.length());
    if (length == 0 || from >= to || to > length) {
      return null;
    }
    int start = text.offsetByCodePoints(0, from);
    return GuardValue.of(text.substring(start, text.offsetByCodePoints(start, to - from)));
  }

  /** A bound wraps to 16 bits, as the language has it. */
  private static int bound(List<Hit> hits, String what) {
    var value = first(hits, what);
    return switch (value.kind()) {
      case INT -> (int) (value.asLong() & 0xffff);
      case FLOAT -> (int) ((long) value.asDouble() & 0xffff);
      default -> throw GuardEvaluationException.of(what + " must be a number");
    };
  }

  private GuardValue replace(String text, List<List<Hit>> arguments) {
    var source = text(arguments.get(1), "the pattern of regex_replace");
    var replacement = text(arguments.get(2), "the replacement of regex_replace");
    try {
      return GuardValue.of(GuardPattern.compile(source).expand(text, replacement, steps));
    } catch (IllegalArgumentException invalid) {
      throw GuardEvaluationException.of(
          "the pattern of regex_replace is not valid: " + invalid.getMessage());
    }
  }

  private static @Nullable GuardValue toInt(GuardValue value) {
    return switch (value.kind()) {
      case INT -> value;
      case FLOAT -> GuardValue.of((long) value.asDouble());
      case STRING, CHAR -> GuardValue.of(wholeNumber(value.text()));
      default -> null;
    };
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw GuardEvaluationException.of("not a whole number: \"" + brief(text) + '"');
    }
  }

  private static @Nullable GuardValue toFloat(GuardValue value) {
    return switch (value.kind()) {
      case FLOAT -> value;
      case INT -> GuardValue.of((double) value.asLong());
      case STRING, CHAR -> GuardValue.of(decimal(value.text()));
      default -> null;
    };
  }

  private static double decimal(String text) {
    if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
      throw GuardEvaluationException.of("not a number: \"" + brief(text) + '"');
    }
    return Double.parseDouble(text);
  }

  private static @Nullable GuardValue toBoolean(GuardValue value) {
    return switch (value.kind()) {
      case BOOL -> value;
      case STRING ->
          switch (value.string().toLowerCase(Locale.ROOT)) {
            case "true" -> GuardValue.of(true);
            case "false" -> GuardValue.of(false);
            default ->
                throw GuardEvaluationException.of(
                    "neither true nor false: \"" + brief(value.string()) + '"');
          };
      default -> null;
    };
  }

  private static @Nullable GuardValue toText(GuardValue value) {
    return switch (value.kind()) {
      case STRING, BOOL, INT, FLOAT, CHAR -> GuardValue.of(value.text());
      default -> null;
    };
  }

  private static @Nullable GuardValue toChar(GuardValue value) {
    return switch (value.kind()) {
      case CHAR -> GuardValue.of(value.text());
      case STRING, INT -> {
        var text = value.text();
        if (text.codePointCount(0, text.length()) != 1) {
          throw GuardEvaluationException.of("not one character: \"" + brief(text) + '"');
        }
        yield GuardValue.ofChar(text.codePointAt(0));
      }
      default -> null;
    };
  }

  private static GuardValue epoch(String text) {
    try {
      return GuardValue.of(OffsetDateTime.parse(text).toEpochSecond());
    } catch (DateTimeParseException notADate) {
      throw GuardEvaluationException.of("not a date and time: \"" + brief(text) + '"');
    }
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }
}
