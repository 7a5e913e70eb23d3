package io.cairn.cli;

import java.lang.reflect.Member;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts what the API says into the words of a command. The field behind an option is called as the
 * API's parameter is, so that {@code complianceType must be …} becomes {@code --result must be …};
 * advice to send a request is left out, for a person at a terminal sends none.
 */
final class OptionWords {
  private static final Pattern REQUEST =
      Pattern.compile(
          "[;,.]\\s+(GET|POST|PUT|PATCH|DELETE) /\\S+[^;.(]*?(?=\\s*\\(|[;.]|$)"
              + "|; /openapi [^;.(]*?(?=\\s*\\(|[;.]|$)");

  private OptionWords() {}

  static String of(String sentence, CommandSpec command) {
    String words = REQUEST.matcher(sentence).replaceAll("");
    for (ArgSpec arg : command.args()) {
      if (arg.userObject() instanceof Member field) {
        words = named(words, field.getName(), shown(arg));
      }
    }
    return words;
  }

  private static String shown(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  /** A name of one word, as region, is one only where a sentence begins. */
  private static String named(String words, String parameter, String shown) {
    boolean one = parameter.equals(parameter.toLowerCase(Locale.ROOT));
    String before = "(?:[Tt]he body's /|Parameter )";
    String pattern =
        (one ? "^(?:" + before + "|)" : "(?:" + before + "|(?<![\\w/.]))")
            + Pattern.quote(parameter)
            + "\\b(?=:? )";
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
        .matcher(words)
        .replaceAll(Matcher.quoteReplacement(shown));
  }
}
