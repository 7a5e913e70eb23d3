package io.cairn.config.collect.sdk;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks the pages of a list to its end. A token that comes a second time would lead in a circle:
 * the list is then not complete, and says so.
 */
public final class Paging {

  private Paging() {}

  /**
   * Takes page after page.
   *
   * @param action IAM action of the list call
   * @param read reads the page of a token, null for the first
   * @param next token of the page after one; null or empty on the last
   * @param take does something with a page
   * @throws AwsCallFailedException if a page is not had, or a token comes again
   */
  public static <P> void each(
      String action,
      Function<@Nullable String, P> read,
      Function<P, @Nullable String> next,
      Consumer<P> take) {
    Set<String> seen = new HashSet<>();
    String token = null;
    do {
      P page = read.apply(token);
      take.accept(page);
      token = next.apply(page);
      if (token != null && !token.isEmpty() && !seen.add(token)) {
        throw new AwsCallFailedException(
            action,
            new AwsFailure.Unexpected(
                "RepeatedToken", "The list gave the same page token twice and has no end."));
      }
    } while (token != null && !token.isEmpty());
  }
}
