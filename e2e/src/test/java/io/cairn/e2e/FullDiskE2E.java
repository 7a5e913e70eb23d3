package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.Commands;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite on a small disk of its own, a file system in memory, which somebody else fills. */
class FullDiskE2E {
  private static final String ACCOUNT = "800000000001";
  private static final int EVENTS = 20;
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void shouldSayItClearlyAndLoseNothingWhenTheDiskFillsUp(@TempDir Path disk) throws IOException {
    assumeTrue(mount(disk), "this user may mount no small file system (root on Linux may)");
    try {
      var suite = new SuiteUnderTest(disk.resolve("data"), SuiteUnderTest.freePort(), Map.of());
      try {
        fillAndRecover(suite, disk.resolve("ballast"));
      } finally {
        suite.cairn("down");
      }
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  private static void fillAndRecover(SuiteUnderTest suite, Path ballast) throws IOException {
    // Given
    suite.up("--no-aot");
    Api api = suite.api();
    int acknowledged = 0;
    for (int i = 0; i < 5; i++) {
      Answer answer = push(api);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
      acknowledged += EVENTS;
    }

    // When
    fill(ballast);
    Answer refused = null;
    while (refused == null) {
      try {
        Answer answer = push(api);
        if (answer.status() == 202) {
          acknowledged += EVENTS;
        } else {
          refused = answer;
        }
      } catch (UncheckedIOException _) {
        break; // the suite has stopped: its last words are judged below
      }
    }

    // Then
    await("what the launcher says")
        .atMost(SOON)
        .until(
            () -> Files.readString(suite.data().resolve("logs/console.log")),
            said -> said.contains("Kafka gave up") && said.contains("everything is stopped"));
    if (refused != null) {
      assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
      assertThat(refused.body().path("detail").asText()).as(refused.toString()).isNotEmpty();
    }
    CommandResult again = restart(suite);
    assertThat(again.status()).as(again.toString()).isEqualTo(1);
    assertThat(again.err()).contains("the disk that holds", "MB free", "--data");

    // When
    Files.delete(ballast);
    suite.up("--no-aot");

    // Then
    int expected = acknowledged;
    Api after = suite.api();
    await("every acknowledged event")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(stored(after)).hasSizeGreaterThanOrEqualTo(expected));
    assertThat(stored(after)).doesNotHaveDuplicates();
    assertThat(push(after).status()).isEqualTo(202);
    await("new events").atMost(SOON).until(() -> stored(after).size() >= expected + EVENTS);
  }

  private static CommandResult restart(SuiteUnderTest suite) {
    suite.cairnOk("down");
    await("the end of all processes")
        .atMost(SOON)
        .until(() -> suite.running().all().stream().noneMatch(ProcessHandle::isAlive));
    return suite.tryUp("--no-aot");
  }

  private static Answer push(Api api) {
    List<String> events =
        IntStream.range(0, EVENTS)
            .mapToObj(_ -> ApiEvents.write("iam", "CreateUser", "{\"userName\":\"eve\"}"))
            .map(event -> event.replace("111122223333", ACCOUNT))
            .toList();
    return api.post("/api/v1/trail/events", "{\"Records\":[" + String.join(",", events) + "]}");
  }

  private static List<String> stored(Api api) {
    List<String> ids = new ArrayList<>();
    api.get("/api/v1/trail/events?limit=1000&accountId=" + ACCOUNT)
        .items()
        .forEach(event -> ids.add(event.path("eventId").asText()));
    return ids;
  }

  /** Writes until nothing more goes in. */
  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      assertThat(Files.getFileStore(ballast).getUsableSpace()).isLessThan(block.length);
    }
  }

  private static boolean mount(Path disk) {
    return Files.isExecutable(Path.of("/bin/mount"))
        && run("mount", "-t", "tmpfs", "-o", "size=900m,mode=0755", "cairn-e2e", disk.toString());
  }

  private static boolean run(String... words) {
    return Commands.run(Duration.ofSeconds(20), Map.of(), List.of(words)).status() == 0;
  }
}
