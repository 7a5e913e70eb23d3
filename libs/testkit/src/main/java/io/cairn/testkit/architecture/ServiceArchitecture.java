package io.cairn.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The rules every service's tree keeps; a service's {@code ArchitectureTest} is one call of {@link
 * #check}.
 */
public final class ServiceArchitecture {
  private static final List<String> SERVICES = List.of("config", "trail", "findings", "gateway");

  private ServiceArchitecture() {}

  /**
   * Checks one service.
   *
   * @param service its package under {@code io.cairn}: config, trail, findings or gateway
   */
  public static void check(String service) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.cairn." + service);
    List.of(
            noOtherService(service),
            featuresDoNotCycle(service),
            operationsDeclareTheirAction(),
            timeAndIdsAreInjected(),
            endpointsArePackagePrivate())
        .forEach(rule -> rule.allowEmptyShould(true).check(classes));
  }

  private static ArchRule noOtherService(String service) {
    String[] others =
        SERVICES.stream()
            .filter(s -> !s.equals(service))
            .map(s -> "io.cairn." + s + "..")
            .toArray(String[]::new);
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("services talk over Kafka");
  }

  private static ArchRule featuresDoNotCycle(String service) {
    return slices().matching("io.cairn." + service + ".(*)..").should().beFreeOfCycles();
  }

  private static ArchRule operationsDeclareTheirAction() {
    return methods()
        .that()
        .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
        .should()
        .beAnnotatedWith("io.cairn.web.access.AwsAction")
        .because("every operation is denied unless its AWS action is allowed");
  }

  private static ArchRule timeAndIdsAreInjected() {
    return noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .because("time and ids come from the injected Clock and Ids");
  }

  private static ArchRule endpointsArePackagePrivate() {
    return classes().that().areAnnotatedWith("jakarta.ws.rs.Path").should().bePackagePrivate();
  }
}
