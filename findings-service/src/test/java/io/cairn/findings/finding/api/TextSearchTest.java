package io.cairn.findings.finding.api;

import static io.cairn.findings.finding.record.Sightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.record.SightingRecorder;
import io.cairn.findings.finding.record.Sightings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@NullMarked
@QuarkusTest
class TextSearchTest {
  private static final Logger LOGGER = LoggerFactory.getLogger(TextSearchTest.class);

  /** How many findings the search is tried on; docs/performance.md was measured with 100,000. */
  private static final int FINDINGS = Integer.getInteger("cairn.test.findings", 10_000);

  @Inject SightingRecorder recorder;
  @Inject Database database;

  private final String account = Api.account();

  private List<Map<String, Object>> found(String text) {
    return Api.findings("accountId", account, "text", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket policy",
        "BUCKETP",
        "SET it",
        "LogsPrivate",
        "private",
        "user/ali",
        "aws::s3",
        "arn:aws:iam::123456789012:user/alice"
      })
  void shouldFindByTheBeginningsOfWordsInAnyCaseAndOrder(String text) {
    // Given
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                recorder.record(
                    List.of(
                        Sightings.in(account)
                            .of("BucketPolicy")
                            .on("LogsPrivate")
                            .at("e-1", NOON))));

    // Then
    assertThat(found(text)).hasSize(1);
    assertThat(found(text + " elsewhere")).isEmpty();
  }

  @Test
  void shouldFindByTheNewNoteAndRefuseATextWithoutWords() {
    // Given
    QuarkusTransaction.requiringNew()
        .run(() -> recorder.record(List.of(Sightings.in(account).at("e-1", NOON))));
    String id = Api.text(found("policy").getFirst(), "findingId");

    // When
    Api.patch(id, Map.of("note", "Asked Zoë; TICKET-17")).then().statusCode(200);

    // Then
    assertThat(found("zoë ticket 17")).hasSize(1);
    Api.may("securityhub:GetFindings")
        .queryParam("text", "%_'")
        .get(Api.FINDINGS)
        .then()
        .statusCode(400)
        .body("detail", containsString("Parameter text: it holds no letter and no digit"));
  }

  @Test
  void shouldReadTheIndexWhenThereAreManyFindings() {
    QuarkusTransaction.begin();
    try {
      // Given
      run(
          "INSERT INTO finding (id, identity, type, source, title, description, severity, account_id, region,"
              + " resource_type, resource_id, workflow_status, record_state, count, first_seen, last_seen, created_at,"
              + " updated_at, version)"
              + " SELECT gen_random_uuid(), sha256(('many' || i)::bytea), 'detection', 'rule-' || i % 60,"
              + " 'Something happened to bucket ' || i, repeat('a sentence of the rule ' || i % 60 || ' ', 10), i % 5,"
              + " '999900000000', 'eu-west-1', 'AWS::S3::Bucket', 'bucket' || i, 'NEW', 'ACTIVE', 1, now(), now(), now(),"
              + " now(), 1 FROM generate_series(1, ?) i",
          FINDINGS);
      run(
          "INSERT INTO finding_text SELECT id, array_to_tsvector(ARRAY(SELECT DISTINCT w FROM regexp_split_to_table("
              + "lower(title || ' ' || description || ' ' || resource_id), '[^[:alnum:]]+') w WHERE w <> ''))"
              + " FROM finding WHERE account_id = ?",
          "999900000000");
      run("ANALYZE finding");
      run("ANALYZE finding_text");
      // So few rows are read faster whole; what matters is that this form of the query can use the index.
      run("SET LOCAL enable_seqscan = off");
      var parameters = new FindingParameters();
      parameters.text = "bucket" + (FINDINGS - 1);

      // When
      List<String> plan =
          database.call(
              "explain",
              connection ->
                  FindingSearch.page(
                          "EXPLAIN (ANALYZE, COSTS OFF) SELECT * FROM finding",
                          FindingQuery.of(parameters),
                          null,
                          51)
                      .list(connection, row -> row.getString(1)));

      // Then
      LOGGER.atInfo().addKeyValue("findings", FINDINGS).log(String.join("\n", plan));
      assertThat(plan)
          .anyMatch(line -> line.contains("ix_finding_text_words"))
          .noneMatch(line -> line.contains("Seq Scan"));
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void run(String sql, Object... values) {
    database.call("arrange a test", connection -> Statement.of(sql).with(values).run(connection));
  }
}
