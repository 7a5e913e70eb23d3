package io.cairn.policy.request;

import io.cairn.policy.match.ArnPattern;
import io.cairn.policy.match.Glob;
import io.cairn.policy.match.KeyName;
import io.cairn.policy.match.Variables;
import io.cairn.policy.value.BoundValue;
import io.cairn.policy.value.Operand;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: may this action be done to this resource, under this context. Immutable; lengths
 * are bounded so that no request makes a decision slow.
 */
public final class AuthorizationRequest implements Variables {
  /** Longest resource ARN and context value, in characters. */
  public static final int MAX_TEXT = Glob.MAX_TEXT;

  /** Most values of a multi-valued key. */
  public static final int MAX_LIST = 256;

  /** Most context keys. */
  public static final int MAX_KEYS = 256;

  private final String action;
  private final String service;
  private final String resource;
  private final String @Nullable [] segments;
  private final Context context;
  private final int actionNumber;

  /**
   * Binds a request.
   *
   * @param action {@code service:Action}, any case
   * @param resource an ARN, or {@code *} for an action on no particular resource
   * @param context key to value; names ignore case
   * @throws IllegalArgumentException if something is malformed or beyond its bound
   */
  public AuthorizationRequest(String action, String resource, Map<String, ContextValue> context) {
    int colon = action.indexOf(':');
    if (colon <= 0 || colon == action.length() - 1 || action.indexOf(':', colon + 1) >= 0) {
      throw new IllegalArgumentException("an action is written service:Action, not: " + action);
    }
    this.action = checked("action", action).toLowerCase(Locale.ROOT);
    this.actionNumber = ActionNumbers.of(this.action);
    this.service = this.action.substring(0, colon);
    this.resource = checked("resource", resource);
    this.segments = resource.equals("*") ? null : ArnPattern.split(resource);
    if (context.size() > MAX_KEYS) {
      throw new IllegalArgumentException("more than " + MAX_KEYS + " context keys");
    }
    context.forEach(AuthorizationRequest::check);
    this.context = new Context(context);
  }

  private static void check(String key, ContextValue value) {
    if (value.values().size() > MAX_LIST) {
      throw new IllegalArgumentException(
          "context key " + key + " has more than " + MAX_LIST + " values");
    }
    for (String text : value.values()) {
      checked(key, text);
    }
  }

  private static String checked(String what, String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(what + " is longer than " + MAX_TEXT + " characters");
    }
    if (text.indexOf(Glob.ANY_ONE) >= 0 || text.indexOf(Glob.ANY_RUN) >= 0) {
      throw new IllegalArgumentException(what + " holds a code point that is no character");
    }
    return text;
  }

  /** The action in lower case. */
  public String action() {
    return action;
  }

  /** The action's service in lower case. */
  public String service() {
    return service;
  }

  /** The resource as asked for: an ARN, or {@code *}. */
  public String resource() {
    return resource;
  }

  /** The six segments of the resource, or null where it is {@code *} or no ARN. */
  public String @Nullable [] segments() {
    return segments;
  }

  /** A small number that all requests for the action share, from 1; 0 if it has none. */
  public int actionNumber() {
    return actionNumber;
  }

  /** What the request holds under a key, or null. */
  public @Nullable BoundValue bound(KeyName key) {
    return context.bound(key);
  }

  @Override
  public @Nullable String single(KeyName key) {
    return context.bound(key) instanceof Operand operand ? operand.text() : null;
  }
}
