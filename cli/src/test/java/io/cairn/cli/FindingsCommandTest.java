package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsCommandTest {
  private static final String FINDING =
      """
      {"findingId":"f-1","title":"Bucket is public","severity":"high","type":"compliance",
       "source":"s3-bucket-public-read-prohibited","accountId":"111122223333","region":"eu-west-1",
       "resourceType":"AWS::S3::Bucket","resourceId":"b-1","workflowStatus":"NEW","count":1,
       "firstSeen":"2026-03-01T10:00:00Z","lastSeen":"2026-03-01T11:00:00Z",
       "evidence":{"events":[{"eventId":"e-1","principalArn":"arn:aws:iam::111122223333:user/ana"}],
        "items":[{"resourceType":"AWS::S3::Bucket","resourceId":"b-1","resourceName":"plans"}]}}""";

  @TempDir private Path temp;

  @Test
  void shouldTellWhichFindingOfWhichRuleByWhomOnWhatWhenOneIsAskedFor() throws Exception {
    try (var suite = new FakeSuite(temp)) {
      // Given
      suite.on("GET /api/v1/findings/f-1", 200, FINDING);

      // When
      String text = Ran.on(suite, "findings", "f-1").out();

      // Then
      assertThat(text)
          .containsPattern("findingId +f-1\n")
          .containsPattern("rule +s3-bucket-public-read-prohibited\n")
          .containsPattern("resourceName +plans\n")
          .containsPattern("actor +arn:aws:iam::111122223333:user/ana\n")
          .containsPattern("lastSeen +2026-03-01 11:00:00 UTC\n");
    }
  }

  @Test
  void shouldNameTheRegionAndCutNothingWhenTheTableIsPiped() throws Exception {
    try (var suite = new FakeSuite(temp)) {
      // Given
      String id = "a-resource-" + "x".repeat(100);
      suite.on(
          "GET /api/v1/findings",
          200,
          "{\"items\":[" + FINDING.replace("\"b-1\"", "\"" + id + "\"") + "]}");

      // When
      String text = Ran.on(suite, "findings").out();

      // Then
      assertThat(text).contains("LAST SEEN (UTC)", "REGION", "eu-west-1", id);
    }
  }
}
