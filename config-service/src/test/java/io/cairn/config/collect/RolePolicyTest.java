package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.config.collect.catalog.Collectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The role that is given out allows what the collectors call, and nothing else. */
@NullMarked
class RolePolicyTest {

  private static final int LARGEST_MANAGED_POLICY = 6144;
  private static final Pattern ACTION = Pattern.compile("^ {14}- ([a-z0-9]+:[A-Za-z0-9]+)$");

  private static List<String> actionsOfTheTemplate() throws IOException {
    Path template = Path.of(System.getProperty("cairn.root"), "deploy/aws/read-only-role.yaml");
    return Files.readAllLines(template).stream()
        .map(ACTION::matcher)
        .filter(m -> m.matches())
        .map(m -> m.group(1))
        .toList();
  }

  @Test
  void shouldAllowExactlyWhatTheCollectorsDeclare() throws IOException {
    assertThat(actionsOfTheTemplate()).isEqualTo(new Collectors().actions());
  }

  @Test
  void shouldFitIntoOneManagedPolicy() throws IOException {
    // Given
    int envelope = 200;

    // When
    int size = actionsOfTheTemplate().stream().mapToInt(a -> a.length() + 3).sum() + envelope;

    // Then
    assertThat(size).isLessThan(LARGEST_MANAGED_POLICY);
  }

  @Test
  void shouldNeverAllowToReadContentOrToWrite() throws IOException {
    assertThat(actionsOfTheTemplate())
        .allMatch(
            a ->
                a.matches("[a-z0-9]+:(Get|List|Describe)[A-Za-z0-9]+")
                    || a.equals("iam:GenerateCredentialReport"))
        .noneMatch(
            a ->
                List.of(
                        "s3:GetObject",
                        "dynamodb:GetItem",
                        "secretsmanager:GetSecretValue",
                        "kms:Decrypt",
                        "ssm:GetParameter")
                    .contains(a));
  }
}
