package io.cairn.bench.sigma;

import java.util.Locale;
import java.util.Random;

/** Rules of the full mix that event-ruler has no words for. */
final class SigmaOnly {
  private final Random random;
  private final Vocabulary words;

  SigmaOnly(Random random, Vocabulary words) {
    this.random = random;
    this.words = words;
  }

  String detection() {
    String[] call = words.call();
    return switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> regex();
      case 4 -> "  kw: ['%s']\n  condition: kw\n".formatted(word() + random.nextInt(1_000));
      case 5 ->
          "  sel: {eventSource: '%s', 'userIdentity.arn|fieldref|endswith': requestParameters.userName}\n  condition: sel\n"
              .formatted(call[0]);
      case 6, 7, 8 ->
          "  sel: {eventSource: '%s', 'requestParameters|contains': '\"%s'}\n  condition: sel\n"
              .formatted(call[0], word());
      default ->
          "  sel: {eventSource: '%s', eventName: '%s'}\n  f1: {'userAgent|contains': '%s'}\n  f2: {'userIdentity.arn|endswith': '%s'}\n  condition: sel and not 1 of f*\n"
              .formatted(call[0], call[1], word(), word());
    };
  }

  private String regex() {
    String value = words.value(words.has("userAgent") ? "userAgent" : "eventName");
    int from = random.nextInt(Math.max(1, value.length() - 6));
    String literal =
        value.substring(from, Math.min(value.length(), from + 6)).replaceAll("[^A-Za-z0-9 -]", ".");
    return "  sel: {eventName: ['%s', '%s'], 'userAgent|re': '%s[0-9]{%d}'}\n  condition: sel\n"
        .formatted(words.call()[1], words.call()[1], literal, 1 + random.nextInt(3));
  }

  private String word() {
    return words.pick(CallMix.VERBS).toLowerCase(Locale.ROOT) + words.pick(CallMix.NOUNS);
  }
}
