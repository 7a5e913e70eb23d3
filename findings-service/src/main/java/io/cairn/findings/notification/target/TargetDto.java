package io.cairn.findings.notification.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.notification.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Targets as REST takes and shows them. */
final class TargetDto {
  private TargetDto() {}

  /** A target to be. Of the channel's members those of the other kind must be absent. */
  @RegisterForReflection
  record Settings(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String url,
      @Nullable String topicArn,
      @Nullable String region,
      @Nullable String roleArn,
      @Nullable String externalId,
      @Nullable String endpoint,
      @Nullable List<String> types,
      @Nullable String minSeverity,
      @Nullable List<String> accountIds,
      @Nullable List<String> on,
      @Nullable String recurringInterval,
      @Nullable String gatherWindow,
      @Nullable Integer listed,
      @Nullable Boolean enabled) {}

  /** A target; {@code secret} only in the answer that made it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Item(
      UUID targetId,
      String name,
      String kind,
      @Nullable String url,
      @Nullable String topicArn,
      @Nullable String region,
      @Nullable String roleArn,
      @Nullable String externalId,
      @Nullable String endpoint,
      List<FindingType> types,
      Severity minSeverity,
      List<String> accountIds,
      List<String> on,
      String recurringInterval,
      String gatherWindow,
      int listed,
      boolean enabled,
      Instant createdAt,
      String createdBy,
      Instant updatedAt,
      String updatedBy,
      @Nullable String secret) {}

  static Item item(Target target, @Nullable String secret) {
    Channel.@Nullable Webhook webhook = target.channel() instanceof Channel.Webhook w ? w : null;
    Channel.@Nullable Sns sns = target.channel() instanceof Channel.Sns s ? s : null;
    TargetFilter filter = target.filter();
    return new Item(
        target.id(),
        target.name(),
        webhook != null ? "webhook" : "sns",
        webhook == null ? null : webhook.url().toString(),
        sns == null ? null : sns.topicArn(),
        sns == null ? null : sns.region(),
        sns == null ? null : sns.roleArn(),
        sns == null ? null : sns.externalId(),
        sns == null || sns.endpoint() == null ? null : sns.endpoint().toString(),
        filter.types().stream().sorted().toList(),
        filter.minSeverity(),
        filter.accountIds().stream().sorted().toList(),
        filter.on().stream().sorted().map(Occasion::wire).toList(),
        target.gathering().recurringInterval().toString(),
        target.gathering().window().toString(),
        target.gathering().listed(),
        target.enabled(),
        target.createdAt(),
        target.createdBy(),
        target.updatedAt(),
        target.updatedBy(),
        secret);
  }
}
