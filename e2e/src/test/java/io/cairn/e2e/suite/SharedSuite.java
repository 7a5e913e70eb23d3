package io.cairn.e2e.suite;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes one suite between them, for those that leave each other's accounts and events
 * alone. It starts with the first class that asks and stops after the last class of the run.
 */
public final class SharedSuite implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SuiteWithAws.class;
  }

  @Override
  public SuiteWithAws resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedSuite.class))
        .computeIfAbsent(SuiteWithAws.class, _ -> new SuiteWithAws(), SuiteWithAws.class);
  }
}
