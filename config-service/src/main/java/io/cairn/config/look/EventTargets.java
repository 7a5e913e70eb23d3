package io.cairn.config.look;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.ChangeEvents.Reference;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.EdgeStore;
import io.cairn.config.sighting.Sightings;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Works out which recorded resources an event touched: by the types' own tables first, then by the
 * ARNs the event lists, then by any text in it that can only be the ARN or id of a recorded type.
 */
@Singleton
class EventTargets {

  private static final int MOST = 1000;
  private static final List<String> DELETIONS = List.of("Delete", "Terminate", "Remove");

  private final Collectors collectors;
  private final Sightings sightings;
  private final EdgeStore edges;

  EventTargets(Collectors collectors, Sightings sightings, EdgeStore edges) {
    this.collectors = collectors;
    this.sightings = sightings;
    this.edges = edges;
  }

  /** One event, being looked through. */
  private record Scene(JsonNode event, AccountId account, String region, boolean deletes) {}

  List<Touched> of(JsonNode event) {
    String account = accountOf(event);
    String region = event.path("awsRegion").asText();
    if (!isChange(event) || !AccountId.isValid(account) || region.isEmpty()) {
      return List.of();
    }
    String name = event.path("eventName").asText();
    boolean deletes = DELETIONS.stream().anyMatch(name::startsWith);
    var scene = new Scene(event, new AccountId(account), region, deletes);
    Set<Touched> touched = new LinkedHashSet<>();
    boolean inTable = false;
    for (Collector collector : collectors.all()) {
      for (ChangeEvents events : collector.type().events()) {
        if (events.holds(event)) {
          inTable = true;
          byTable(scene, collector.type(), events, touched);
        }
      }
    }
    if (!inTable) {
      byText(scene, EventTexts.arns(event), touched);
      byText(scene, EventTexts.all(event), touched);
    }
    return touched.stream().limit(MOST).toList();
  }

  /** Reads, failures, dry runs and data events change no configuration. */
  static boolean isChange(JsonNode event) {
    JsonNode readOnly = event.path("readOnly");
    boolean reads = readOnly.asBoolean() || "true".equalsIgnoreCase(readOnly.asText());
    String category = event.path("eventCategory").asText("Management");
    return !reads
        && !event.hasNonNull("errorCode")
        && !category.equals("Data")
        && !event.path("requestParameters").path("dryRun").asBoolean()
        && !event.path("requestParameters").path("DryRun").asBoolean();
  }

  static String accountOf(JsonNode event) {
    String recipient = event.path("recipientAccountId").asText();
    return recipient.isEmpty() ? event.path("userIdentity").path("accountId").asText() : recipient;
  }

  private void byTable(
      Scene scene, TypeDeclaration type, ChangeEvents events, Set<Touched> touched) {
    String region = events.isGlobal() ? TypeDeclaration.GLOBAL : scene.region();
    List<Reference> references = events.references(scene.event());
    List<Touched> found = new ArrayList<>();
    references.forEach(r -> found.addAll(resolve(scene, type, region, r)));
    if (found.isEmpty()) {
      EventTexts.arns(scene.event())
          .forEach(text -> found.addAll(resolve(scene, type, region, text, true)));
    }
    if (found.isEmpty() && references.isEmpty()) {
      EventTexts.all(scene.event())
          .forEach(text -> found.addAll(resolve(scene, type, region, text, false)));
    }
    boolean othersOnly =
        !references.isEmpty() && references.stream().allMatch(r -> isOther(scene, type, r));
    if (found.isEmpty() && !othersOnly) {
      found.add(new Touched.SomeOfType(scene.account(), region, type.resourceType()));
    }
    touched.addAll(found);
  }

  private List<? extends Touched> resolve(
      Scene scene, TypeDeclaration type, String region, Reference reference) {
    return switch (reference) {
      case Reference.Itself(var text) -> resolve(scene, type, region, text, true);
      case Reference.Named(var name) -> named(scene, type, name);
      case Reference.NeighbourOf(var id) -> neighbours(scene, type, id);
      case Reference.AnyOfType() ->
          List.of(new Touched.SomeOfType(scene.account(), region, type.resourceType()));
    };
  }

  /** Whether a reference that names nothing known cannot mean a resource of the type either. */
  private static boolean isOther(Scene scene, TypeDeclaration type, Reference reference) {
    return switch (reference) {
      case Reference.Itself(var text) ->
          (type.idPattern() != null && !type.named())
              || (text.startsWith("arn:")
                  && !type.isId(text)
                  && type.inArn(text, scene.account()) == null);
      case Reference.NeighbourOf _ -> true;
      case Reference.Named _, Reference.AnyOfType _ -> false;
    };
  }

  private List<Touched> neighbours(Scene scene, TypeDeclaration type, String id) {
    return collectors.all().stream()
        .map(Collector::type)
        .filter(other -> other.isId(id))
        .flatMap(
            other ->
                edges.to(scene.account(), other.resourceType(), id, type.resourceType()).stream())
        .<Touched>map(key -> new Touched.OneResource(key, scene.deletes()))
        .toList();
  }

  private void byText(Scene scene, List<String> texts, Set<Touched> touched) {
    for (String text : texts) {
      for (Collector collector : collectors.all()) {
        TypeDeclaration type = collector.type();
        touched.addAll(resolve(scene, type, type.keyRegion(scene.region()), text, false));
      }
    }
  }

  /**
   * The resources of a type that a text names; none when it names none.
   *
   * @param expected whether the text stands where the type's names stand, so that any name counts
   */
  private List<Touched> resolve(
      Scene scene, TypeDeclaration type, String region, String text, boolean expected) {
    String reference = text;
    if (text.startsWith("arn:") && !type.isId(text)) {
      String inArn = type.inArn(text, scene.account());
      if (inArn == null) {
        return List.of();
      }
      reference = inArn;
    } else if (!expected && !type.isId(text)) {
      return List.of();
    }
    if (type.isId(reference)) {
      return List.of(one(scene, type, region, reference));
    } else if (type.named()) {
      return named(scene, type, reference);
    } else if (type.idPattern() == null) {
      return List.of(one(scene, type, region, type.cleaned(reference)));
    }
    return List.of();
  }

  private List<Touched> named(Scene scene, TypeDeclaration type, String reference) {
    List<Touched> found = new ArrayList<>();
    for (ResourceKey key : sightings.called(scene.account(), type.resourceType(), reference)) {
      if (key.region().equals(type.keyRegion(scene.region()))) {
        found.add(new Touched.OneResource(key, scene.deletes()));
      }
    }
    return found;
  }

  private Touched one(Scene scene, TypeDeclaration type, String region, String id) {
    String place = region;
    if (type.reach() == Reach.ACCOUNT_LIST) {
      place =
          sightings.called(scene.account(), type.resourceType(), id).stream()
              .filter(key -> key.resourceId().equals(id))
              .map(ResourceKey::region)
              .findFirst()
              .orElse(region);
    }
    var key = new ResourceKey(scene.account(), place, type.resourceType(), id);
    return new Touched.OneResource(key, scene.deletes());
  }
}
