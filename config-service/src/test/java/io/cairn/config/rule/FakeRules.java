package io.cairn.config.rule;

import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Two rules about buckets: one about versioning, which a test may change, and one that fails. */
@NullMarked
@Alternative
@Singleton
public class FakeRules implements RuleSource {
  static final AtomicReference<String> WANTED = new AtomicReference<>("Enabled");

  @Override
  public List<ConfigRule> rules() {
    return List.of(new Versioning(), new Failing());
  }

  static final class Versioning implements ConfigRule {
    @Override
    public String name() {
      return "bucket-versioning";
    }

    @Override
    public String identifier() {
      return "BUCKET_VERSIONING";
    }

    @Override
    public String description() {
      return "A bucket keeps versions.";
    }

    @Override
    public String severity() {
      return "medium";
    }

    @Override
    public @Nullable String remediation() {
      return "Turn versioning on.";
    }

    @Override
    public Set<String> resourceTypes() {
      return Set.of("AWS::S3::Bucket");
    }

    @Override
    public List<RuleParameter> parameters() {
      return List.of(new RuleParameter("status", "string", false, "Enabled", null));
    }

    @Override
    public String fingerprint() {
      return "versioning-" + WANTED.get();
    }

    @Override
    public String policyText() {
      return "rule versioning { supplementaryConfiguration.Versioning.status == 'Enabled' }";
    }

    @Override
    public Explanation explain(
        GuardDocument item, Map<String, String> values, Set<String> unknown) {
      return new Explanation(judge(item, values, unknown), List.of(), List.of());
    }

    @Override
    public Map<String, String> check(Map<String, String> values) {
      return values.keySet().stream().allMatch("status"::equals)
          ? Map.of()
          : Map.of("other", "is not known");
    }

    @Override
    public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknown) {
      if (unknown.contains("supplementaryConfiguration.Versioning")) {
        return new Verdict(ComplianceType.INSUFFICIENT_DATA, "Versioning could not be read.");
      }
      String is = item.stringAt("supplementaryConfiguration.Versioning.status").orElse("Off");
      boolean good = is.equals(values.getOrDefault("status", WANTED.get()));
      return good
          ? new Verdict(ComplianceType.COMPLIANT, null)
          : new Verdict(ComplianceType.NON_COMPLIANT, "Versioning is " + is + ".");
    }
  }

  static final class Failing implements ConfigRule {
    @Override
    public String name() {
      return "topic-failing";
    }

    @Override
    public String identifier() {
      return "TOPIC_FAILING";
    }

    @Override
    public String description() {
      return "Fails.";
    }

    @Override
    public String severity() {
      return "low";
    }

    @Override
    public @Nullable String remediation() {
      return null;
    }

    @Override
    public Set<String> resourceTypes() {
      return Set.of("AWS::SNS::Topic");
    }

    @Override
    public List<RuleParameter> parameters() {
      return List.of();
    }

    @Override
    public String fingerprint() {
      return "failing";
    }

    @Override
    public String policyText() {
      return "rule failing { configuration exists }";
    }

    @Override
    public Explanation explain(
        GuardDocument item, Map<String, String> values, Set<String> unknown) {
      return new Explanation(judge(item, values, unknown), List.of(), List.of());
    }

    @Override
    public Map<String, String> check(Map<String, String> values) {
      return Map.of();
    }

    @Override
    public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknown) {
      throw new IllegalStateException("a defect of the rule");
    }
  }
}
