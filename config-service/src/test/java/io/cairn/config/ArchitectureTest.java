package io.cairn.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cairn.testkit.architecture.ServiceArchitecture;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {

  private static final String COLLECT = "io.cairn.config.collect";

  @Test
  void shouldKeepTheRulesOfEveryService() {
    ServiceArchitecture.check("config");
  }

  /** Services' types are known to the catalogue alone; the rest knows collectors. */
  @Test
  void shouldKeepEachServicesTypesToThemselves() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.cairn.config");
    var ofServices =
        DescribedPredicate.describe(
            "of a service's collectors",
            (JavaClass c) ->
                c.getPackageName().startsWith(COLLECT + ".")
                    && !c.getPackageName().equals(COLLECT + ".catalog"));
    List.of(
            slices().matching(COLLECT + ".(*)..").should().beFreeOfCycles(),
            noClasses()
                .that()
                .resideOutsideOfPackage(COLLECT + ".*..")
                .should()
                .dependOnClassesThat(ofServices))
        .forEach(rule -> rule.check(classes));
  }
}
