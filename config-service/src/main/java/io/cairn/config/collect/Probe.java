package io.cairn.config.collect;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.item.ObservedResource;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries a collector on one resource and tells, action by action, what AWS answered. */
public final class Probe {

  /** AWS answered. */
  public static final String OK = "ok";

  /** AWS said that the caller may not. */
  public static final String DENIED = "denied";

  /** AWS did not answer, or only with a failure. */
  public static final String UNREACHABLE = "unreachable";

  /** There was nothing to try it on. */
  public static final String UNTRIED = "untried";

  private Probe() {}

  /** What an action came to. */
  public record Result(String status, @Nullable String detail) {}

  /** The regions in which trying the type once shows all its actions. */
  public static List<String> regions(TypeDeclaration type, String homeRegion) {
    return switch (type.reach()) {
      case REGION -> List.of(homeRegion);
      case GLOBAL, ACCOUNT_LIST -> List.of(TypeDeclaration.GLOBAL);
      case GLOBAL_AND_REGION -> List.of(TypeDeclaration.GLOBAL, homeRegion);
    };
  }

  /** Lists until the first resource, describes it, and tells what each action came to. */
  public static Map<String, Result> of(Collector collector, Session session, String region) {
    try {
      ObservedResource first = collector.first(session, region);
      if (first != null) {
        collector.describe(
            session,
            first.key().region(),
            first.key().resourceId(),
            new Known(first.resourceName(), first.arn()));
      }
    } catch (AwsCallFailedException e) {
      // told in the session's notes, as every failure
    }
    Map<String, Result> results = new LinkedHashMap<>();
    session.notes().answered().forEach(action -> results.put(action, new Result(OK, null)));
    session
        .notes()
        .failed()
        .forEach(
            (action, failure) -> results.put(action, new Result(status(failure), text(failure))));
    return results;
  }

  private static String status(AwsFailure failure) {
    return failure instanceof AwsFailure.Denied ? DENIED : UNREACHABLE;
  }

  private static String text(AwsFailure failure) {
    return failure.code() + ": " + failure.message();
  }

  /** The first resource that a listing finds; null when there is none. */
  static @Nullable ObservedResource firstOf(Collector collector, Session session, String region) {
    try {
      collector.list(session, region, new FirstOnly());
      return null;
    } catch (FoundException e) {
      return e.resource;
    }
  }

  private static final class FirstOnly implements ListingSink {
    @Override
    public void found(ObservedResource resource) {
      throw new FoundException(resource);
    }

    @Override
    public void unread(String resourceType, String region, String resourceId) {
      // the next one may be readable
    }
  }

  private static final class FoundException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final transient ObservedResource resource;

    FoundException(ObservedResource resource) {
      super("found", null, false, false);
      this.resource = resource;
    }
  }
}
