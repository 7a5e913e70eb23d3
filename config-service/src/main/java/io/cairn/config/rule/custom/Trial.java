package io.cairn.config.rule.custom;

import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemScan;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.ResourceStore;
import io.cairn.config.rule.ConfigRule;
import io.cairn.config.rule.Explanation;
import io.cairn.config.rule.Judge;
import io.cairn.config.rule.custom.TrialAnswer.Failure;
import io.cairn.config.rule.custom.TrialAnswer.Judged;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import io.cairn.web.page.PageTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded items by a rule without anything coming of it: what would have failed, and when.
 * An answer ends when it is full or its time is over, and its token goes on. What could never be
 * read of a resource leaves its older items undecided as well.
 */
@ApplicationScoped
class Trial {
  private static final int BATCH = 100;
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private final TrialRules rules;
  private final ItemScan scan;
  private final ResourceStore resources;
  private final Judge judge;
  private final PageTokens tokens;
  private final TrialConfig config;
  private final Clock clock;

  Trial(
      TrialRules rules,
      ItemScan scan,
      ResourceStore resources,
      Judge judge,
      PageTokens tokens,
      TrialConfig config,
      Clock clock) {
    this.rules = rules;
    this.scan = scan;
    this.resources = resources;
    this.judge = judge;
    this.tokens = tokens;
    this.config = config;
    this.clock = clock;
  }

  /** What one answer has gathered so far. */
  private static final class Gathered {
    private final List<Failure> failures = new ArrayList<>();
    private Judged judged = Judged.NONE;
    private ItemScan.@Nullable Position last;
    private boolean ended;
  }

  @Transactional
  TrialAnswer run(TrialBody body) {
    TrialRules.Tried tried = rules.of(body);
    var range =
        new ItemScan.Range(
            body.resourceTypes() == null ? tried.rule().resourceTypes() : body.resourceTypes(),
            body.accountId(),
            body.startTime() == null ? BEGINNING : body.startTime(),
            body.endTime() == null ? clock.instant() : body.endTime());
    String token = body.nextToken();
    var gathered = new Gathered();
    gathered.last = token == null ? null : position(tokens.open(body.purpose(), token));
    Instant deadline = clock.instant().plus(config.trialTime());
    do {
      judgeBatch(tried, range, gathered, body.most());
    } while (!gathered.ended
        && gathered.failures.size() < body.most()
        && clock.instant().isBefore(deadline));
    ItemScan.Position last = gathered.last;
    return new TrialAnswer(
        List.copyOf(gathered.failures),
        gathered.judged,
        gathered.ended || last == null ? null : tokens.seal(body.purpose(), text(last)));
  }

  private void judgeBatch(
      TrialRules.Tried tried, ItemScan.Range range, Gathered gathered, int most) {
    List<ConfigurationItem> items = scan.next(range, gathered.last, BATCH);
    gathered.ended = items.isEmpty();
    Map<ResourceKey, CurrentResource> currents =
        items.isEmpty()
            ? Map.of()
            : resources.find(items.stream().map(ConfigurationItem::key).distinct().toList());
    for (ConfigurationItem item : items) {
      if (gathered.failures.size() == most) {
        return;
      }
      if (item.status().isRecorded()) {
        judge(tried, item, currents.get(item.key()), gathered);
      }
      gathered.last =
          new ItemScan.Position(
              item.key(), new ItemStore.Place(item.captureTime(), item.stateId()));
    }
  }

  private void judge(
      TrialRules.Tried tried,
      ConfigurationItem item,
      @Nullable CurrentResource current,
      Gathered gathered) {
    ConfigRule rule = tried.rule();
    Set<String> unknown = current == null ? Set.of() : current.unknownParts();
    Explanation said =
        judge.explain(rule, tried.parameters(), GuardDocument.parse(item.message()), unknown);
    ComplianceType type = said.verdict().type();
    gathered.judged = gathered.judged.with(type);
    if (type == ComplianceType.NON_COMPLIANT || type == ComplianceType.INSUFFICIENT_DATA) {
      gathered.failures.add(failure(item, current, said));
    }
  }

  private static Failure failure(
      ConfigurationItem item, @Nullable CurrentResource current, Explanation said) {
    ResourceKey key = item.key();
    return new Failure(
        key.accountId().value(),
        key.region(),
        key.resourceType(),
        key.resourceId(),
        item.stateId(),
        item.captureTime(),
        current != null
            && current.stateId() == item.stateId()
            && current.captureTime().equals(item.captureTime()),
        said.verdict().type(),
        said.verdict().annotation(),
        said.rules(),
        said.findings());
  }

  private static String text(ItemScan.Position position) {
    return position.place().captureTime()
        + "\n"
        + position.place().stateId()
        + "\n"
        + position.key();
  }

  private static ItemScan.Position position(String text) {
    String[] parts = text.split("\n", 3);
    return new ItemScan.Position(
        ResourceKey.parse(parts[2]),
        new ItemStore.Place(Instant.parse(parts[0]), Long.parseLong(parts[1])));
  }
}
