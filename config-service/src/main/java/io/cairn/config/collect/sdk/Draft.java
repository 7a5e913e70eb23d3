package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Session;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;

/** An item in the making: parts are added as their calls answer. Used by one thread. */
public final class Draft {

  public static final String TAGS = "tags";
  static final String CONFIGURATION = "configuration";
  public static final String SUPPLEMENTARY = "supplementaryConfiguration";

  private final Instant observedAt;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Set<String> stale = new LinkedHashSet<>();
  private final List<Relationship> relationships = new ArrayList<>();
  private String availabilityZone = "Not Applicable";
  private @Nullable String arn;
  private @Nullable String name;
  private @Nullable Instant created;

  public Draft(Instant observedAt, ObjectNode configuration) {
    this.observedAt = observedAt;
    root.set(CONFIGURATION, configuration);
    root.putObject(SUPPLEMENTARY);
    root.putObject(TAGS);
  }

  public ObjectNode configuration() {
    return (ObjectNode) root.path(CONFIGURATION);
  }

  public ObjectNode supplementary() {
    return (ObjectNode) root.path(SUPPLEMENTARY);
  }

  public Draft arn(@Nullable String text) {
    arn = text;
    return this;
  }

  public Draft name(@Nullable String text) {
    name = text;
    return this;
  }

  public Draft zone(String text) {
    availabilityZone = text;
    return this;
  }

  public Draft created(@Nullable Instant time) {
    created = time;
    return this;
  }

  public Draft tag(String key, String value) {
    ((ObjectNode) root.path(TAGS)).put(key, value);
    return this;
  }

  /** Tags as a list of {@code {key, value}}. */
  void tagAll(List<JsonNode> list) {
    list.forEach(t -> tag(t.path("key").asText(), t.path("value").asText()));
  }

  public Draft related(Relationship relationship) {
    if (!relationships.contains(relationship)) {
      relationships.add(relationship);
    }
    return this;
  }

  public void set(String path, JsonNode value) {
    JsonPaths.set(root, path, value);
  }

  public void stale(String path) {
    stale.add(path);
  }

  /**
   * Reads a part and says whether the resource is still there: a failed call marks the part stale
   * and never removes it.
   *
   * @param goneCodes codes that mean that the resource itself is gone
   */
  public <C extends AwsClient> boolean read(
      Session session, Class<C> client, Part<C> part, Set<String> goneCodes) {
    Set<String> absent = new LinkedHashSet<>(part.absentCodes());
    absent.addAll(goneCodes);
    try {
      Optional<JsonNode> value =
          session.call(
              client,
              part.action(),
              absent,
              c -> Optional.ofNullable(part.read().read(c, configuration())));
      put(part, value.orElse(null));
    } catch (AwsCallFailedException e) {
      if (!(e.failure() instanceof AwsFailure.Absent gone)) {
        part.paths().forEach(this::stale);
      } else if (part.absentCodes().contains(gone.code())) {
        put(part, null);
      } else {
        return false;
      }
    }
    return true;
  }

  private void put(Part<?> part, @Nullable JsonNode value) {
    for (String path : part.paths()) {
      JsonNode own =
          value == null || part.paths().size() == 1
              ? value
              : value.get(path.substring(path.lastIndexOf('.') + 1));
      JsonNode recorded = own == null ? part.whenAbsent() : own;
      if (recorded != null) {
        set(path, recorded.deepCopy());
      }
    }
  }

  /** Repeats the tags where AWS Config has them a second time for some types. */
  void repeatTags(TagForm form) {
    String path = SUPPLEMENTARY + ".Tags";
    if (stale.contains(TAGS) && form != TagForm.NOWHERE) {
      stale(path);
    } else if (form != TagForm.NOWHERE) {
      set(path, form == TagForm.LIST ? Tags.list(tags()) : root.path(TAGS).deepCopy());
    }
  }

  /** Repeats the tags in a form of the type's own; not at all when there are none. */
  public void repeatTags(String path, Function<ObjectNode, JsonNode> form) {
    if (stale.contains(TAGS)) {
      stale(path);
    } else if (!root.path(TAGS).isEmpty()) {
      set(path, form.apply(Tags.map(tags())));
    }
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    root.path(TAGS).properties().forEach(e -> tags.put(e.getKey(), e.getValue().asText()));
    return tags;
  }

  public ObservedResource finish(ResourceKey key, Set<String> volatilePaths) {
    return new ObservedResource(
        key,
        arn,
        name,
        availabilityZone,
        created,
        tags(),
        configuration(),
        supplementary(),
        relationships,
        volatilePaths,
        stale,
        observedAt);
  }
}
