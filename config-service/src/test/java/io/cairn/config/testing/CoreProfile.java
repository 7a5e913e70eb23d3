package io.cairn.config.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The service with a fake for looks and rules that tests write themselves. Accounts are discovered
 * as they are added, as in production; few of these tests have one.
 */
@NullMarked
public class CoreProfile implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    try {
      return Set.of(FakeLooks.class, Class.forName("io.cairn.config.rule.FakeRules"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "cairn.config.discovery.enabled", "true",
        "cairn.config.rule.sweep-every", "1s",
        "cairn.config.rule.sweep-batch", "7",
        "cairn.config.importing.max-item", "300000",
        "cairn.config.importing.max-bytes", "20000000");
  }
}
