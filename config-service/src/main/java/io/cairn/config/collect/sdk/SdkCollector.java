package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Known;
import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * Reads a type as its {@link SdkType} declares: a paged list, for each element a body, then the
 * parts. Elements of a page are read side by side, as the rate allows.
 *
 * @param <C> the service's client
 * @param <L> an element of the list call
 */
final class SdkCollector<C extends AwsClient, L> implements Collector {

  /** Elements read at once; more gains nothing under the rates AWS allows. */
  private static final int SIDE_BY_SIDE = 4;

  private final SdkType<C, L> sdk;

  SdkCollector(SdkType<C, L> sdk) {
    this.sdk = sdk;
  }

  @Override
  public TypeDeclaration type() {
    return sdk.declaration();
  }

  @Override
  public void list(Session session, String region, ListingSink sink) {
    Paging.<Page<L>>each(
        sdk.listAction(),
        token ->
            session.call(sdk.client(), sdk.listAction(), Set.of(), c -> sdk.pages().page(c, token)),
        Page::next,
        page -> tell(session, page, sink));
  }

  private void tell(Session session, Page<L> page, ListingSink sink) {
    Instant at = session.now();
    int sideBySide = sdk.needsCalls() ? SIDE_BY_SIDE : 1;
    Iterator<Outcome> outcomes =
        page.items().stream()
            .gather(Gatherers.mapConcurrent(sideBySide, e -> read(session, e, at)))
            .iterator();
    while (outcomes.hasNext()) {
      tell(session, outcomes.next(), sink);
    }
  }

  private void tell(Session session, Outcome outcome, ListingSink sink) {
    switch (outcome) {
      case Outcome.Read(var draft, var id) -> sink.found(finish(session, draft, id));
      case Outcome.Unread(var id) -> sink.unread(type().resourceType(), session.region(), id);
      case Outcome.Gone _ -> {
        // deleted between the list and the call: as if it had not been listed
      }
    }
  }

  @Override
  public Looked describe(Session session, String region, String resourceId, Known known) {
    List<L> found;
    try {
      var wanted = new SdkType.Wanted(resourceId, known);
      found =
          session.call(
              sdk.client(), sdk.listAction(), sdk.goneCodes(), c -> sdk.finder().find(c, wanted));
    } catch (AwsCallFailedException e) {
      return e.failure() instanceof AwsFailure.Absent ? new Looked.Gone() : new Looked.Unread();
    }
    Instant at = session.now();
    for (L element : found) {
      switch (read(session, element, at)) {
        case Outcome.Read(var draft, var id) when id.equals(resourceId) -> {
          boolean transitional = sdk.isTransitional(draft.configuration());
          return new Looked.Found(finish(session, draft, id), transitional);
        }
        case Outcome.Unread _ -> {
          return new Looked.Unread();
        }
        case Outcome.Read _, Outcome.Gone _ -> {
          // another one, or gone
        }
      }
    }
    return new Looked.Gone();
  }

  private sealed interface Outcome {
    record Read(Draft draft, String id) implements Outcome {}

    record Unread(String id) implements Outcome {}

    record Gone() implements Outcome {}
  }

  private Outcome read(Session session, L element, Instant listedAt) {
    Instant at = sdk.bodyByCall() ? session.now() : listedAt;
    ObjectNode body;
    try {
      body = sdk.body().of(session, element);
    } catch (AwsCallFailedException e) {
      return e.failure() instanceof AwsFailure.Absent
          ? new Outcome.Gone()
          : new Outcome.Unread(sdk.idOf().apply(element));
    }
    if (sdk.isDeleted(body)) {
      return new Outcome.Gone();
    }
    var draft = new Draft(at, body);
    draft.arn(sdk.arn(session, body)).name(sdk.name(body)).zone(sdk.zone(body));
    draft.created(sdk.created(body));
    sdk.lift(draft);
    for (Part<C> part : sdk.parts()) {
      if (!draft.read(session, sdk.client(), part, sdk.goneCodes())) {
        return new Outcome.Gone();
      }
    }
    return new Outcome.Read(draft, sdk.id(body));
  }

  private ObservedResource finish(Session session, Draft draft, String id) {
    JsonNode configuration = draft.configuration();
    sdk.unordered().forEach(path -> JsonPaths.sort(configuration, path));
    sdk.edges().forEach(e -> e.from(draft.configuration()).forEach(draft::related));
    draft.repeatTags(sdk.tagForm());
    sdk.dropped().forEach(draft.configuration()::remove);
    var key =
        new ResourceKey(
            session.account(), type().keyRegion(session.region()), type().resourceType(), id);
    return draft.finish(key, sdk.volatilePaths());
  }
}
