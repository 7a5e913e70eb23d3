package io.cairn.guard.evaluate;

import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.template.Scalars;
import io.cairn.guard.template.YamlReader;
import io.cairn.guard.value.JsonReader;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The built-in functions. Unless noted they go over the results of their first argument and drop
 * what is unresolved or of a kind they do not take.
 */
final class Functions {

  private static final int MAX_ARGUMENTS = 3;

  private final Run run;
  private final IdentityHashMap<Value, Value> parsed = new IdentityHashMap<>(0);

  Functions(Run run) {
    this.run = run;
  }

  void forget() {
    if (!parsed.isEmpty()) {
      parsed.clear();
    }
  }

  /** The strings that were parsed so far, each with the tree it became. */
  IdentityHashMap<Value, Value> parsed() {
    return parsed;
  }

  /** Adds the results of a call to a list. */
  void call(FunctionCode call, Scope scope, Results out) {
    run.spend(1);
    int mark = run.mark();
    var arguments = new Results[MAX_ARGUMENTS];
    for (int i = 0; i < call.arguments().length; i++) {
      arguments[i] = call.arguments()[i].results(run, scope);
    }
    switch (call.function()) {
      case NOW -> out.found(Value.of(now()));
      case COUNT -> out.found(count(arguments[0]));
      case JOIN -> out.found(join(arguments[0], arguments[1]));
      default -> each(call, arguments, out);
    }
    run.release(mark);
  }

  private long now() {
    return run.limits()
        .clock()
        .orElseThrow(() -> GuardEvaluationException.of("now() has no clock to read here"))
        .instant()
        .getEpochSecond();
  }

  private static Value count(Results results) {
    long found = 0;
    for (int i = 0; i < results.size(); i++) {
      found += results.isFound(i) ? 1 : 0;
    }
    return Value.of(found);
  }

  private Value join(Results results, Results separators) {
    var separator = text(separators, "the separator of join");
    var out = new StringBuilder();
    for (int i = 0; i < results.size(); i++) {
      if (!results.isFound(i) || !results.value(i).is(Kind.STRING)) {
        throw GuardEvaluationException.of("join takes texts only");
      }
      var text = results.value(i).string();
      out.append(i == 0 ? "" : separator).append(text);
      run.spend(1 + text.length() / 64);
      run.bound(out.length());
    }
    return Value.of(out.toString());
  }

  private static String text(Results hits, String what) {
    var value = first(hits, what);
    if (!value.is(Kind.STRING) && !value.is(Kind.CHAR)) {
      throw GuardEvaluationException.of(what + " must be text");
    }
    return value.text();
  }

  private static Value first(Results results, String what) {
    if (results.isEmpty() || !results.isFound(0)) {
      throw GuardEvaluationException.of(what + " was not found");
    }
    return results.value(0);
  }

  private void each(FunctionCode call, Results[] arguments, Results out) {
    var first = arguments[0];
    for (int i = 0; i < first.size(); i++) {
      if (first.isFound(i)) {
        var value = one(call, first.value(i), arguments);
        run.spend(1 + (value != null && value.is(Kind.STRING) ? value.textLength() / 64 : 0));
        if (value != null) {
          out.found(value);
        }
      }
    }
  }

  private @Nullable Value one(FunctionCode call, Value value, Results[] arguments) {
    return switch (call.function()) {
      case TO_UPPER -> value.is(Kind.STRING) ? upper(value.string()) : null;
      case TO_LOWER -> value.is(Kind.STRING) ? lower(value.string()) : null;
      case URL_DECODE -> value.is(Kind.STRING) ? decode(value.string()) : null;
      case JSON_PARSE -> value.is(Kind.STRING) ? json(value) : null;
      case SUBSTRING -> value.is(Kind.STRING) ? substring(value.string(), arguments) : null;
      case REGEX_REPLACE -> value.is(Kind.STRING) ? replace(call, value.string(), arguments) : null;
      case PARSE_INT -> Conversions.toInt(value);
      case PARSE_FLOAT -> Conversions.toFloat(value);
      case PARSE_BOOLEAN -> Conversions.toBoolean(value);
      case PARSE_STRING -> Conversions.toText(value);
      case PARSE_CHAR -> Conversions.toChar(value);
      case PARSE_EPOCH -> value.is(Kind.STRING) ? Conversions.epoch(value.string()) : null;
      case NOW, COUNT, JOIN ->
          throw new IllegalStateException(call.function() + " takes all at once");
    };
  }

  private static Value upper(String text) {
    return Value.of(text.toUpperCase(Locale.ROOT));
  }

  private static Value lower(String text) {
    return Value.of(text.toLowerCase(Locale.ROOT));
  }

  /** Percent sequences become bytes; a plus and a broken sequence stay as they are. */
  private static Value decode(String text) {
    if (text.indexOf('%') < 0) {
      return Value.of(text);
    }
    var safe = text.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    return Value.of(URLDecoder.decode(safe, StandardCharsets.UTF_8));
  }

  /** JSON as such, all else as YAML 1.2; one string of the document is parsed once. */
  private Value json(Value text) {
    var known = parsed.get(text);
    if (known != null) {
      return known;
    }
    run.spend(text.string().length() / 8);
    var tree = tree(text.string());
    parsed.put(text, tree);
    return tree;
  }

  private static Value tree(String text) {
    try {
      return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (GuardDocumentException notJson) {
      try {
        return YamlReader.read(text, Scalars.CORE);
      } catch (GuardDocumentException neither) {
        throw GuardEvaluationException.of(
            "json_parse was given a text that is neither JSON nor YAML: " + neither.getMessage());
      }
    }
  }

  private static @Nullable Value substring(String text, Results[] arguments) {
    int from = bound(arguments[1], "the start of substring");
    int to = bound(arguments[2], "the end of substring");
    int length = text.codePointCount(0, text.length());
    if (length == 0 || from >= to || to > length) {
      return null;
    }
    int start = text.offsetByCodePoints(0, from);
    return Value.of(text.substring(start, text.offsetByCodePoints(start, to - from)));
  }

  /** A bound wraps to 16 bits, as the language has it. */
  private static int bound(Results hits, String what) {
    var value = first(hits, what);
    return switch (value.kind()) {
      case INT -> (int) (value.asLong() & 0xffff);
      case FLOAT -> (int) ((long) value.asDouble() & 0xffff);
      default -> throw GuardEvaluationException.of(what + " must be a number");
    };
  }

  private Value replace(FunctionCode call, String text, Results[] arguments) {
    var known = call.replacing();
    var replacing =
        known != null
            ? known
            : Replacing.of(
                text(arguments[1], "the pattern of regex_replace"),
                text(arguments[2], "the replacement of regex_replace"));
    return Value.of(replacing.pattern().expand(text, replacing.replacement(), run));
  }
}
