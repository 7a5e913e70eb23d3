package io.cairn.config.item;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what collectors see. Each transaction holds the locks of its resources; item, current
 * row, edges, verdicts and the events that tell of them commit together or not at all.
 */
@ApplicationScoped
class LookRecorder implements ItemRecorder {
  private static final Logger LOGGER = LoggerFactory.getLogger(LookRecorder.class);

  private final LookWriter writer;
  private final ResourceStore resources;

  LookRecorder(LookWriter writer, ResourceStore resources) {
    this.writer = writer;
    this.resources = resources;
  }

  @Override
  @Transactional
  public Outcome record(ObservedResource seen) {
    return writer.write(List.of(seen)).getFirst();
  }

  @Override
  @Transactional(Transactional.TxType.NEVER)
  public List<Outcome> recordAll(List<ObservedResource> seen) {
    List<Outcome> outcomes = new ArrayList<>(seen.size());
    Map<ResourceKey, ObservedResource> batch = new LinkedHashMap<>();
    for (ObservedResource resource : seen) {
      if (batch.containsKey(resource.key())) {
        outcomes.addAll(together(List.copyOf(batch.values())));
        batch.clear();
      }
      batch.put(resource.key(), resource);
    }
    outcomes.addAll(together(List.copyOf(batch.values())));
    return outcomes;
  }

  private List<Outcome> together(List<ObservedResource> batch) {
    if (batch.size() < 2) {
      return batch.stream().map(this::alone).toList();
    }
    try {
      return writer.writeNow(batch);
    } catch (RuntimeException e) {
      LOGGER
          .atWarn()
          .addKeyValue("resources", batch.size())
          .addKeyValue("error", e.getMessage())
          .log("resources could not be recorded together; each is recorded alone");
      return batch.stream().map(this::alone).toList();
    }
  }

  private Outcome alone(ObservedResource resource) {
    try {
      return writer.writeNow(List.of(resource)).getFirst();
    } catch (RuntimeException e) {
      ResourceKey key = resource.key();
      LOGGER
          .atError()
          .addKeyValue("accountId", key.accountId())
          .addKeyValue("region", key.region())
          .addKeyValue("resourceType", key.resourceType())
          .addKeyValue("resourceId", key.resourceId())
          .setCause(e)
          .log("a resource could not be recorded; the others were");
      return Outcome.FAILED;
    }
  }

  @Override
  @Transactional
  public Outcome recordDeleted(ResourceKey key, Instant observedAt) {
    return writer.writeDeleted(key, observedAt);
  }

  @Override
  @Transactional
  public Set<String> existingIds(AccountId account, String region, String resourceType) {
    return resources.existingIds(account, region, resourceType);
  }
}
