package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a collector saw of one resource; the recorder compares it with the last item and decides
 * whether it is news.
 *
 * @param key identity
 * @param arn ARN, where the type has one
 * @param resourceName name, where the type has one
 * @param availabilityZone a zone, {@code Regional}, {@code Not Applicable} …, as AWS Config spells
 *     it for the type
 * @param resourceCreationTime when AWS says it was created, where it says so
 * @param tags tags, {@code aws:} ones included
 * @param configuration the body in AWS Config's spelling for the type
 * @param supplementaryConfiguration parts that further calls gave, in AWS Config's spelling
 * @param relationships forward edges; reverse ones are the recorder's to work out
 * @param volatilePaths dotted paths ({@code configuration.latestRestorableTime}) that are recorded
 *     but never compared
 * @param staleParts names of parts whose call failed this time; the recorder keeps their last known
 *     value
 * @param observedAt when the answer came, never an event's time
 */
public record ObservedResource(
    ResourceKey key,
    @Nullable String arn,
    @Nullable String resourceName,
    String availabilityZone,
    @Nullable Instant resourceCreationTime,
    Map<String, String> tags,
    ObjectNode configuration,
    ObjectNode supplementaryConfiguration,
    List<Relationship> relationships,
    Set<String> volatilePaths,
    Set<String> staleParts,
    Instant observedAt) {

  /** Copies the collections. */
  public ObservedResource {
    tags = Map.copyOf(tags);
    relationships = List.copyOf(relationships);
    volatilePaths = Set.copyOf(volatilePaths);
    staleParts = Set.copyOf(staleParts);
  }
}
