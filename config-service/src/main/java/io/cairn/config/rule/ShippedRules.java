package io.cairn.config.rule;

import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import io.cairn.rules.ManagedRule;
import io.cairn.rules.RuleCatalog;
import io.cairn.rules.RuleParameterException;
import io.cairn.rules.RuleVerdict;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The managed rules that ship. */
@Singleton
class ShippedRules implements RuleSource {
  private final List<ConfigRule> rules;

  ShippedRules() {
    this.rules =
        RuleCatalog.load().rules().stream()
            .<ConfigRule>map(rule -> new Managed(rule, fingerprint(rule)))
            .sorted(Comparator.comparing(ConfigRule::name))
            .toList();
  }

  @Override
  public List<ConfigRule> rules() {
    return rules;
  }

  /** Of the file's bytes: any change of it, a comment's too, has everything judged again. */
  private static String fingerprint(ManagedRule rule) {
    String file = "/cairn/rules/" + rule.identifier() + ".yaml";
    try (InputStream in = RuleCatalog.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the rule file " + file + " is not part of this build");
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the rule file " + file + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** A managed rule as this service sees it. */
  private record Managed(ManagedRule rule, String fingerprint) implements ConfigRule {
    @Override
    public String name() {
      return rule.configRuleName();
    }

    @Override
    public String identifier() {
      return rule.identifier();
    }

    @Override
    public String description() {
      return rule.description();
    }

    @Override
    public String severity() {
      return rule.severity().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String remediation() {
      return rule.remediation().isEmpty() ? null : rule.remediation();
    }

    @Override
    public Set<String> resourceTypes() {
      return Set.copyOf(rule.resourceTypes());
    }

    @Override
    public List<RuleParameter> parameters() {
      return rule.parameters().stream()
          .map(
              p ->
                  new RuleParameter(
                      p.name(),
                      p.type().name().toLowerCase(Locale.ROOT),
                      p.required(),
                      p.defaultValue().orElse(null),
                      p.description()))
          .toList();
    }

    @Override
    public Map<String, String> check(Map<String, String> values) {
      try {
        rule.check(values);
        return Map.of();
      } catch (RuleParameterException e) {
        return Map.of(e.parameter(), String.valueOf(e.getMessage()));
      }
    }

    @Override
    public String policyText() {
      return rule.guard().print();
    }

    @Override
    public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknown) {
      return verdict(rule.evaluate(item, values, unknown));
    }

    @Override
    public Explanation explain(
        GuardDocument item, Map<String, String> values, Set<String> unknown) {
      RuleVerdict verdict = rule.evaluate(item, values, unknown);
      return new Explanation(verdict(verdict), List.of(), verdict.findings());
    }

    private static Verdict verdict(RuleVerdict verdict) {
      String why = verdict.annotation();
      return new Verdict(
          ComplianceType.valueOf(verdict.verdict().name()), why.isEmpty() ? null : why);
    }
  }
}
