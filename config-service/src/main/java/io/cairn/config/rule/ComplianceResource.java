package io.cairn.config.rule;

import io.cairn.config.rule.ComplianceDto.OfRule;
import io.cairn.config.rule.ComplianceDto.OnResource;
import io.cairn.config.rule.ComplianceQueries.After;
import io.cairn.config.rule.ComplianceQueries.Filter;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Verdicts over REST. */
@Path("/api/v1/config/compliance")
@Tag(name = "compliance")
class ComplianceResource {
  private static final String ACCOUNT = "[0-9]{12}";
  private static final String TYPES = "COMPLIANT|NON_COMPLIANT|NOT_APPLICABLE|INSUFFICIENT_DATA";

  private final ComplianceQueries queries;
  private final RuleService service;
  private final PageTokens tokens;

  ComplianceResource(ComplianceQueries queries, RuleService service, PageTokens tokens) {
    this.queries = queries;
    this.service = service;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("config:GetComplianceDetailsByConfigRule")
  @Operation(operationId = "listCompliance", summary = "Verdicts, by rule or by resource")
  public Page<OnResource> list(
      @QueryParam("by") @DefaultValue("rule") @Pattern(regexp = "rule|resource") String by,
      @QueryParam("configRuleName") @Nullable @Size(max = 128) String configRuleName,
      @QueryParam("complianceType") @Nullable @Pattern(regexp = TYPES) String complianceType,
      @QueryParam("accountId") @Nullable @Pattern(regexp = ACCOUNT) String accountId,
      @QueryParam("region") @Nullable @Size(max = 64) String region,
      @QueryParam("resourceType") @Nullable @Size(max = 196) String resourceType,
      @QueryParam("resourceId") @Nullable @Size(max = 1024) String resourceId,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") boolean count) {
    var filter =
        new Filter(
            configRuleName,
            complianceType == null ? null : ComplianceType.valueOf(complianceType),
            accountId,
            region,
            resourceType,
            resourceId);
    String purpose = "compliance:" + by + ":" + filter;
    After after = nextToken == null ? null : after(tokens.open(purpose, nextToken));
    List<OnResource> found = queries.list(by.equals("rule"), filter, after, limit + 1);
    boolean more = found.size() > limit;
    List<OnResource> items = more ? found.subList(0, limit) : found;
    return new Page<>(
        items,
        more ? tokens.seal(purpose, place(items.getLast())) : null,
        count ? queries.count(filter) : null);
  }

  @GET
  @Path("/rules")
  @AwsAction("config:DescribeComplianceByConfigRule")
  @Operation(operationId = "listComplianceByRule", summary = "Each rule's verdicts, counted")
  public Page<OfRule> rules(
      @QueryParam("accountId") @Nullable @Pattern(regexp = ACCOUNT) String accountId,
      @QueryParam("region") @Nullable @Size(max = 64) String region,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String purpose = "compliance-rules:" + accountId + ":" + region;
    String after = nextToken == null ? "" : tokens.open(purpose, nextToken);
    Map<String, Map<ComplianceType, Long>> counts = queries.counts(accountId, region);
    List<OfRule> rest =
        service.all().stream()
            .filter(rule -> rule.configRuleName().compareTo(after) > 0)
            .map(rule -> summary(rule, counts.getOrDefault(rule.configRuleName(), Map.of())))
            .toList();
    List<OfRule> items = rest.stream().limit(limit).toList();
    return new Page<>(
        items, rest.size() > limit ? tokens.seal(purpose, items.getLast().configRuleName()) : null);
  }

  private static OfRule summary(RuleDto rule, Map<ComplianceType, Long> counts) {
    return new OfRule(
        rule.configRuleName(),
        rule.ruleIdentifier(),
        rule.severity(),
        rule.description(),
        rule.remediation(),
        rule.enabled(),
        overall(counts),
        counts);
  }

  private static ComplianceType overall(Map<ComplianceType, Long> counts) {
    for (ComplianceType type :
        List.of(
            ComplianceType.NON_COMPLIANT,
            ComplianceType.COMPLIANT,
            ComplianceType.INSUFFICIENT_DATA)) {
      if (counts.containsKey(type)) {
        return type;
      }
    }
    return ComplianceType.NOT_APPLICABLE;
  }

  /** The rule's name first: it holds no slash, the resource's id may. */
  private static String place(OnResource last) {
    return last.configRuleName()
        + "\n"
        + new ResourceKey(
            new AccountId(last.accountId()), last.region(), last.resourceType(), last.resourceId());
  }

  private static After after(String place) {
    int end = place.indexOf('\n');
    return new After(ResourceKey.parse(place.substring(end + 1)), place.substring(0, end));
  }
}
