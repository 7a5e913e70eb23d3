package io.cairn.config.rule.custom;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to try on recorded history: a rule that is there, or a text that is not yet one.
 *
 * @param configRuleName a rule that is there; not together with policyText
 * @param policyText a text in Guard
 * @param policyRuntime the text's edition, {@code guard-3.x.x} if absent
 * @param resourceTypes the types to try it on; by default a rule's own
 * @param parameters values of parameters; by default a rule's own
 * @param accountId only items of this account
 * @param startTime items captured from then on; the beginning if absent
 * @param endTime items captured until then; now if absent
 * @param limit most items that fail in one answer, 50 if absent
 * @param nextToken where an answer ended
 */
record TrialBody(
    @Nullable @Size(max = 128) String configRuleName,
    @Nullable @Size(max = 100_000) String policyText,
    @Nullable @Pattern(regexp = Policy.RUNTIMES, message = "must be guard-2.x.x or guard-3.x.x") String policyRuntime,
    @Nullable @Size(min = 1, max = 100) Set<
                @NotNull @Pattern(
                    regexp = CustomRuleBody.TYPE,
                    message = "must be a type, as AWS::S3::Bucket")
                String>
            resourceTypes,
    @Nullable @Size(max = 50) Map<String, @NotNull @Size(max = 4096) String> parameters,
    @Nullable @Pattern(regexp = "[0-9]{12}", message = "must be twelve digits") String accountId,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    @Nullable @Min(1) @Max(1000) Integer limit,
    @Nullable String nextToken) {

  int most() {
    return limit == null ? 50 : limit;
  }

  /** What a token is good for: the same question. */
  String purpose() {
    return "rule-trial:"
        + new TrialBody(
            configRuleName,
            policyText,
            policyRuntime,
            resourceTypes,
            parameters,
            accountId,
            startTime,
            endTime,
            null,
            null);
  }
}
