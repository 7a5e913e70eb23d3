package io.cairn.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySimulateTest {
  private static final String ROOT =
      "{\"id\":\"%s\",\"principal\":\"111122223333\",\"action\":\"s3:ListAllMyBuckets\","
          + "\"resource\":\"*\"}";

  @TempDir private Path folder;

  @Test
  void shouldAnswerEachCaseInOrderWhenOneOfThemIsWrong() throws Exception {
    // Given
    Path cases = folder.resolve("cases.jsonl");
    Files.writeString(
        cases, ROOT.formatted("a") + "\n{\"id\":\"b\"}\n\n" + ROOT.formatted("c") + "\n");
    // When
    Ran ran = Ran.plain("policy", "simulate", "--cases", cases.toString());
    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("1 case is wrong");
    assertThat(ran.out().lines())
        .satisfiesExactly(
            a -> assertThat(a).startsWith("{\"id\":\"a\",\"decision\":\"allowed\""),
            b -> assertThat(b).isEqualTo("{\"id\":\"b\",\"error\":\"the case has no action\"}"),
            c -> assertThat(c).startsWith("{\"id\":\"c\",\"decision\":\"allowed\""));
  }

  @Test
  void shouldNameFileThatIsNotThere() {
    // When
    Ran ran = Ran.plain("policy", "simulate", "--cases", folder.resolve("none").toString());
    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("none is not there");
  }
}
