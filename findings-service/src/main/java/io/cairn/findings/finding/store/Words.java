package io.cairn.findings.finding.store;

import io.cairn.findings.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words a finding is found by: runs of letters and digits in lower case, and what follows each
 * inner capital, so that {@code policy} finds {@code PutBucketPolicy}. Bounded in number and
 * length.
 */
public final class Words {
  private static final int MOST = 500;
  private static final int MOST_ASKED = 16;
  private static final int LONGEST = 64;
  private static final int MOST_TEXT = 4_096;

  private Words() {}

  /** The words of a finding, in no order. */
  public static Set<String> of(Finding finding) {
    Set<String> words = new LinkedHashSet<>();
    add(words, finding.title());
    add(words, finding.source());
    add(words, finding.resourceType());
    add(words, finding.resourceId());
    add(words, finding.actor());
    add(words, finding.note());
    add(words, finding.description());
    return words;
  }

  /** Whether two states of a finding have other words. */
  public static boolean differ(Finding before, Finding after) {
    return !before.title().equals(after.title())
        || !before.description().equals(after.description())
        || !String.valueOf(before.note()).equals(String.valueOf(after.note()));
  }

  /**
   * What somebody asks for as PostgreSQL's tsquery: every word must be there, those of two letters
   * and more as the beginning of one. Empty where the text has no word.
   */
  public static Optional<String> query(String text) {
    List<String> asked = new ArrayList<>();
    for (String run : runs(text)) {
      String word = cut(run.toLowerCase(Locale.ROOT));
      asked.add("'" + word + (word.length() > 1 ? "':*" : "'"));
    }
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(asked.stream().limit(MOST_ASKED).collect(Collectors.joining(" & ")));
  }

  private static void add(Set<String> words, @Nullable String text) {
    if (text == null) {
      return;
    }
    for (String run : runs(text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT))) {
      for (int i = 0; i < run.length(); i++) {
        boolean begins = i == 0 || isInnerCapital(run, i);
        if (begins && words.size() < MOST) {
          words.add(cut(run.substring(i).toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  private static boolean isInnerCapital(String run, int i) {
    return Character.isUpperCase(run.charAt(i)) && !Character.isUpperCase(run.charAt(i - 1));
  }

  private static String cut(String word) {
    return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
  }

  /** Runs of letters and digits, of the basic plane alone. */
  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        runs.add(text.substring(start, i));
        start = -1;
      }
    }
    return runs;
  }
}
