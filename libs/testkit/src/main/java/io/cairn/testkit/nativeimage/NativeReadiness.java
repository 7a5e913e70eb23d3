package io.cairn.testkit.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists what a native image would break in a service and the libraries it stands on: reflection,
 * resources read by name, types bound to JSON that are not registered. No image is built; the list
 * is written to {@code target/native-readiness.txt}, and the check fails for whatever is not in the
 * service's {@code src/test/resources/native-accepted.txt}, where each line carries a reason after
 * {@code #}.
 */
public final class NativeReadiness {
  private static final String REGISTERED = "io.quarkus.runtime.annotations.RegisterForReflection";
  private static final String MAPPER = "com.fasterxml.jackson.databind.ObjectMapper";
  private static final String READER = "com.fasterxml.jackson.databind.ObjectReader";
  private static final Set<String> BINDING =
      Set.of("readValue", "treeToValue", "convertValue", "readerFor", "forType", "constructType");
  private static final Set<String> REFLECTION =
      Set.of(
          "java.lang.Class.forName",
          "java.lang.ClassLoader.loadClass",
          "java.lang.reflect.Method.invoke",
          "java.lang.reflect.Constructor.newInstance",
          "java.lang.reflect.Proxy.newProxyInstance",
          "java.util.ServiceLoader.load");
  private static final Set<String> RESOURCES =
      Set.of(
          "java.lang.Class.getResource",
          "java.lang.Class.getResourceAsStream",
          "java.lang.ClassLoader.getResource",
          "java.lang.ClassLoader.getResources",
          "java.lang.ClassLoader.getResourceAsStream");

  private NativeReadiness() {}

  /**
   * Checks the classes of some packages.
   *
   * @param packages roots, {@code io.cairn.config}, {@code io.cairn.guard} …
   */
  public static void check(String... packages) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(packages);
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      obstacles(type).map(Obstacle::line).forEach(found::add);
    }
    write(found);
    Set<String> accepted = accepted();
    assertThat(found)
        .as(
            "what a native image would break: mend it, or accept it with a reason in native-accepted.txt")
        .isSubsetOf(accepted);
    assertThat(accepted).as("accepted, but no longer there: take the line out").isSubsetOf(found);
  }

  private static Stream<Obstacle> obstacles(JavaClass type) {
    return Stream.of(
            calls(type, "reflection", REFLECTION::contains),
            calls(type, "resource", RESOURCES::contains),
            json(type))
        .flatMap(s -> s);
  }

  private static Stream<Obstacle> calls(JavaClass type, String kind, Predicate<String> wanted) {
    return type.getMethodCallsFromSelf().stream()
        .map(NativeReadiness::target)
        .filter(wanted)
        .distinct()
        .map(target -> new Obstacle(kind, type.getName(), target));
  }

  private static String target(JavaMethodCall call) {
    return call.getTargetOwner().getName() + "." + call.getTarget().getName();
  }

  /**
   * In a class that binds JSON, every type of ours named by a class literal is taken to be bound.
   */
  private static Stream<Obstacle> json(JavaClass type) {
    boolean binds =
        type.getMethodCallsFromSelf().stream()
            .anyMatch(
                call ->
                    BINDING.contains(call.getTarget().getName())
                        && Set.of(MAPPER, READER).contains(call.getTargetOwner().getName()));
    if (!binds) {
      return Stream.empty();
    }
    return type.getReferencedClassObjects().stream()
        .map(ReferencedClassObject::getRawType)
        .filter(
            bound ->
                bound.getPackageName().startsWith("io.cairn") && !bound.isAnnotatedWith(REGISTERED))
        .map(bound -> new Obstacle("json", type.getName(), bound.getName()))
        .distinct();
  }

  private static Set<String> accepted() {
    Path file = Path.of("src/test/resources/native-accepted.txt");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try {
      List<String> lines =
          Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
      assertThat(lines)
          .as("each accepted line carries its reason after #")
          .allMatch(line -> line.contains(" # "));
      return lines.stream()
          .map(line -> line.substring(0, line.indexOf(" # ")).strip())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void write(Set<String> found) {
    try {
      Files.createDirectories(Path.of("target"));
      Files.write(Path.of("target/native-readiness.txt"), found);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write target/native-readiness.txt", e);
    }
  }
}
