package io.cairn.config.rule.custom;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rule's verdict on which item is to be explained.
 *
 * @param configRuleName a rule that is there; not together with policyText
 * @param policyText a text in Guard
 * @param policyRuntime the text's edition, {@code guard-3.x.x} if absent
 * @param parameters values of parameters; by default a rule's own
 * @param configurationStateId the item; the current one if absent
 */
record TraceBody(
    @Nullable @Size(max = 128) String configRuleName,
    @Nullable @Size(max = 100_000) String policyText,
    @Nullable @Pattern(regexp = Policy.RUNTIMES, message = "must be guard-2.x.x or guard-3.x.x") String policyRuntime,
    @Nullable @Size(max = 50) Map<String, @NotNull @Size(max = 4096) String> parameters,
    @NotNull @Pattern(regexp = "[0-9]{12}", message = "must be twelve digits") String accountId,
    @NotNull @Size(max = 64) String region,
    @NotNull @Size(max = 196) String resourceType,
    @NotNull @Size(max = 1024) String resourceId,
    @Nullable Long configurationStateId) {}
