package io.cairn.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@NullMarked
class StructuredLoggingTest {
  private static final Logger LOGGER = LoggerFactory.getLogger(StructuredLoggingTest.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> lines = new ArrayList<>();
  private final JsonFormatter formatter = new JsonFormatter("MDC=context");
  private final ExtHandler handler =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          lines.add(formatter.format(line));
        }
      };

  @BeforeEach
  void listen() {
    LogContext.getLogContext().getLogger(LOGGER.getName()).addHandler(handler);
  }

  @AfterEach
  void stop() {
    LogContext.getLogContext().getLogger(LOGGER.getName()).removeHandler(handler);
    LogContext.getLogContext().getLogger(LOGGER.getName()).setLevel(null);
    MDC.clear();
  }

  private JsonNode only() throws IOException {
    assertThat(lines).hasSize(1);
    return JSON.readTree(lines.getFirst());
  }

  @Test
  void shouldWritePairsAsMembersBesideTheCorrelationId() throws IOException {
    // Given
    MDC.put("correlationId", "job-1");
    // When
    LOGGER
        .atWarn()
        .addKeyValue("accountId", "111122223333")
        .addKeyValue("error", "no route=\"x\" to host")
        .addKeyValue("records", 7)
        .log("a region could not be read");
    // Then
    JsonNode line = only();
    assertThat(line.path("message").asText()).isEqualTo("a region could not be read");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("loggerName").asText()).isEqualTo(StructuredLoggingTest.class.getName());
    assertThat(line.path("context").properties())
        .extracting(member -> member.getKey() + ": " + member.getValue().asText())
        .containsExactlyInAnyOrder(
            "correlationId: job-1",
            "accountId: 111122223333",
            "error: no route=\"x\" to host",
            "records: 7");
  }

  @Test
  void shouldKeepPairsOfOneLineOutOfTheNext() throws IOException {
    // Given
    LOGGER.atInfo().addKeyValue("region", "eu-west-1").log("first");
    lines.clear();
    // When
    LOGGER.atInfo().log("second");
    // Then
    assertThat(only().path("context").size()).isZero();
  }

  @Test
  void shouldFillPlaceholdersAndKeepTheCauseOfLibrariesThatLogTheOldWay() throws IOException {
    // When
    Logger library = LOGGER;
    library.error("{} of {} failed", 1, 2, new IllegalStateException("broken"));
    // Then
    JsonNode line = only();
    assertThat(line.path("message").asText()).isEqualTo("1 of 2 failed");
    assertThat(line.path("exception").path("message").asText()).isEqualTo("broken");
  }

  @Test
  void shouldWriteNothingBelowTheLevelThatIsSet() {
    LogContext.getLogContext().getLogger(LOGGER.getName()).setLevel(Level.DEBUG);
    LOGGER.atTrace().addKeyValue("secret", "x").log("too much");
    Logger library = LOGGER;
    library.trace("too much");
    assertThat(lines).isEmpty();
  }
}
