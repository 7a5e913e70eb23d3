package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final String BUCKET =
      """
      {"items":[{"accountId":"111122223333","region":"eu-west-1","resourceType":"AWS::S3::Bucket",
       "resourceId":"plans","resourceName":"plans","configurationItemStatus":"OK",
       "configurationItemCaptureTime":"2026-03-01T10:00:00.123Z"}],"nextToken":null}\
      """;

  @TempDir private Path temp;
  private FakeSuite suite;

  @BeforeEach
  void start() throws Exception {
    suite = new FakeSuite(temp.resolve("data"));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void shouldPrintAnAlignedTableForPeopleAndTheAnswerForScripts() {
    // Given
    suite.on("GET /api/v1/config/resources", 200, BUCKET);

    // When
    Ran table = Ran.on(suite, "resources", "--type", "AWS::S3::Bucket");
    Ran json = Ran.on(suite, "resources", "--json");

    // Then
    assertThat(table.status()).isZero();
    assertThat(table.out())
        .isEqualTo(
            """
            ACCOUNT       REGION     TYPE             ID     NAME   CHANGED (UTC)        STATUS
            111122223333  eu-west-1  AWS::S3::Bucket  plans  plans  2026-03-01 10:00:00  OK
            """);
    assertThat(json.out()).contains("\"resourceId\" : \"plans\"", "\"nextToken\" : null");
    assertThat(suite.asked().getFirst().uri())
        .contains("resourceType=AWS%3A%3AS3%3A%3ABucket", "limit=50");
  }

  @Test
  void shouldSignEveryRequestAndNeverTwiceAlike() {
    // Given
    suite.on("POST /api/v1/identity/tokens", 200, "{\"token\":\"abc.def\"}");

    // When
    Ran first = Ran.on(suite, "token");
    Ran second = Ran.on(suite, "token");

    // Then
    assertThat(first.out()).isEqualTo("abc.def\n");
    assertThat(second.status()).isZero();
    var signatures =
        suite.asked().stream()
            .map(each -> Objects.requireNonNull(each.header("Authorization")))
            .toList();
    assertThat(signatures)
        .allMatch(
            each ->
                each.matches(
                    "AWS4-HMAC-SHA256"
                        + " Credential=AKIDEXAMPLE0000001/[0-9]{8}/us-east-1/cairn/aws4_request,"
                        + " .*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldPrintAProblemAsOneSentenceWithStatusOne() {
    // Given
    suite.on(
        "POST /api/v1/config/accounts",
        400,
        """
        {"type":"/problems/invalid","title":"Bad request","status":400,"detail":"The account is not valid.",
         "errors":[{"field":"accountId","detail":"must be 12 digits"}]}\
        """);

    // When
    Ran ran = Ran.on(suite, "account", "add", "12");

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("cairn: The account is not valid; ACCOUNT must be 12 digits (400)\n");
  }

  @Test
  void shouldTellNotRunningFromRefusedFromUsage() throws Exception {
    // Given
    Path gone = temp.resolve("gone");
    var ended = new FakeSuite(gone);
    ended.close();

    // When
    Ran nothing = Ran.plain("status", "--data", temp.resolve("none").toString());
    Ran silent = Ran.plain("status", "--data", gone.toString());
    Ran usage = Ran.on(suite, "events", "--since", "yesterday");

    // Then
    assertThat(nothing.status()).isEqualTo(3);
    assertThat(nothing.err()).contains("no suite runs on " + temp.resolve("none"), "./cairn up");
    assertThat(silent.status()).isEqualTo(3);
    assertThat(silent.err()).contains("does not answer");
    assertThat(usage.status()).isEqualTo(2);
    assertThat(usage.err()).contains("yesterday is no time");
    assertThat(suite.asked()).isEmpty();
  }

  @Test
  void shouldCountBackFromNowAndPassEveryFilter() {
    // Given
    suite.on("GET /api/v1/trail/events", 200, "{\"items\":[],\"nextToken\":null}");

    // When
    Ran ran =
        Ran.on(
            suite,
            "events",
            "--since",
            "24h",
            "--name",
            "PutBucketPolicy",
            "--read-only",
            "false",
            "--ip",
            "198.51.100.7");

    // Then
    assertThat(ran.out()).isEqualTo("none\n");
    assertThat(suite.asked().getFirst().uri())
        .contains(
            "startTime=2026-03-01T12%3A00%3A00Z",
            "eventName=PutBucketPolicy", "readOnly=false", "sourceIPAddress=198.51.100.7");
  }

  @Test
  void shouldFollowPagesWithAllAndSayThereAreMoreWithout() {
    // Given
    suite.on(
        "GET /api/v1/findings",
        asked ->
            new FakeSuite.Answer(
                200,
                asked.uri().contains("nextToken=second")
                    ? "{\"items\":[{\"findingId\":\"f2\"}],\"nextToken\":null}"
                    : "{\"items\":[{\"findingId\":\"f1\"}],\"nextToken\":\"second\"}"));

    // When
    Ran one = Ran.on(suite, "findings", "--limit", "1");
    Ran all = Ran.on(suite, "findings", "--all");

    // Then
    assertThat(one.out()).contains("f1").doesNotContain("f2");
    assertThat(one.err()).contains("--next second");
    assertThat(all.out()).contains("f1", "f2");
  }

  @Test
  void shouldTellWhatChangedByWhomFromWhereAndWhichRulesFlipped() {
    // Given
    suite.on("GET /api/v1/config/resources?", 200, BUCKET);
    suite.on(
        "GET /api/v1/config/resources/history",
        200,
        """
        {"items":[
         {"configurationItem":{"configurationItemCaptureTime":"2026-03-01T10:00:02Z","configurationItemStatus":"OK",
           "configuration":{"name":"plans","versioning":"Suspended"}},
          "cause":{"status":"known","events":[{"eventId":"e-1","eventName":"PutBucketVersioning",
            "eventTime":"2026-03-01T10:00:00Z","principalArn":"arn:aws:sts::111122223333:assumed-role/Admin/ana",
            "sourceIPAddress":"198.51.100.7","accessKeyId":"ASIAEXAMPLE"}]},
          "ruleChanges":[{"configRuleName":"s3-bucket-versioning-enabled","oldComplianceType":"COMPLIANT",
            "newComplianceType":"NON_COMPLIANT","annotation":"versioning is off"}]},
         {"configurationItem":{"configurationItemCaptureTime":"2026-02-01T10:00:00Z",
           "configurationItemStatus":"ResourceDiscovered","configuration":{"name":"plans","versioning":"Enabled"}},
          "cause":{"status":"none","events":[]},"ruleChanges":[]}],"nextToken":null}\
        """);

    // When
    Ran ran = Ran.on(suite, "who", "plans");

    // Then
    assertThat(ran.out())
        .isEqualTo(
            """
            AWS::S3::Bucket plans in 111122223333 eu-west-1

            2026-03-01 10:00:02 UTC  OK
              who    PutBucketVersioning by assumed-role/Admin/ana from 198.51.100.7 with ASIAEXAMPLE at 2026-03-01 10:00:00 UTC  (event e-1)
              what   configuration.versioning: Enabled -> Suspended
              rule   s3-bucket-versioning-enabled: COMPLIANT -> NON_COMPLIANT  versioning is off

            2026-02-01 10:00:00 UTC  ResourceDiscovered
              who    nobody: first seen
            """);
  }

  @Test
  void shouldAskWhichOneWhenSeveralResourcesHaveTheName() {
    // Given
    suite.on(
        "GET /api/v1/config/resources?",
        200,
        """
        {"items":[{"accountId":"111122223333","region":"eu-west-1","resourceType":"AWS::SQS::Queue","resourceId":"a"},
         {"accountId":"444455556666","region":"us-east-1","resourceType":"AWS::SQS::Queue","resourceId":"a"}]}\
        """);

    // When
    Ran ran = Ran.on(suite, "history", "a");

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("several resources are called a", "--account 444455556666 --region us-east-1");
  }

  @Test
  void shouldWaitForDiscoveryAndNameWhatFailed() {
    // Given
    var polls = new AtomicInteger();
    suite.on(
        "GET /api/v1/config/accounts",
        200,
        "{\"items\":[{\"accountId\":\"111122223333\"}],\"nextToken\":null}");
    suite.on("POST /api/v1/config/accounts/111122223333/discovery", 202, "{\"jobId\":\"j1\"}");
    suite.on(
        "GET /api/v1/config/jobs/j1",
        _ ->
            new FakeSuite.Answer(
                200,
                polls.incrementAndGet() < 3
                    ? "{\"jobId\":\"j1\",\"state\":\"RUNNING\",\"progress\":{\"calls\":3}}"
                    : """
                    {"jobId":"j1","state":"PARTIAL","progress":{"calls":9,"resources":4},
                     "failures":[{"region":"eu-west-1","resourceType":"AWS::KMS::Key","detail":"kms:ListKeys is denied"}]}\
                    """));

    // When
    Ran ran = Ran.on(suite, "discover", "--wait");

    // Then
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).contains("RUNNING  3 calls", "PARTIAL  9 calls, 4 resources");
    assertThat(ran.out()).contains("111122223333 eu-west-1 AWS::KMS::Key: kms:ListKeys is denied");
  }

  @Test
  void shouldSayOnceWhyAWholeDiscoveryFailed() {
    // Given
    suite.on("POST /api/v1/config/accounts/111122223333/discovery", 202, "{\"jobId\":\"j1\"}");
    suite.on(
        "GET /api/v1/config/jobs/j1",
        200,
        """
        {"jobId":"j1","state":"FAILED","error":"NoCredentials: set AWS_PROFILE.",
         "progress":{"units":23,"stale":0},"failures":[{"detail":"NoCredentials: set AWS_PROFILE."}]}\
        """);

    // When
    Ran ran = Ran.on(suite, "discover", "111122223333", "--wait");

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).endsWith("111122223333: NoCredentials: set AWS_PROFILE.\n");
  }

  @Test
  void shouldImportAccountsFromOrganizationsCsvAndJson() throws Exception {
    // Given
    suite.on("POST /api/v1/config/accounts", 201, "{}");
    Path organizations =
        Files.writeString(
            temp.resolve("org.json"),
            """
            {"Accounts":[{"Id":"111122223333","Status":"ACTIVE"},{"Id":"999900001111","Status":"SUSPENDED"}]}\
            """);
    Path csv =
        Files.writeString(
            temp.resolve("a.csv"), "accountId,regions\n444455556666,eu-west-1 us-east-1\n");

    // When
    Ran first =
        Ran.on(
            suite, "account", "import", organizations.toString(), "--role-name", "CairnReadOnly");
    Ran second = Ran.on(suite, "account", "import", csv.toString());

    // Then
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(suite.asked()).hasSize(2);
    assertThat(suite.asked().getFirst().text())
        .isEqualTo(
            "{\"accountId\":\"111122223333\",\"roleArn\":\"arn:aws:iam::111122223333:role/CairnReadOnly\"}");
    assertThat(suite.asked().getLast().text())
        .isEqualTo("{\"accountId\":\"444455556666\",\"regions\":[\"eu-west-1\",\"us-east-1\"]}");
  }

  @Test
  void shouldNameEachMissingPermission() {
    // Given
    suite.on(
        "POST /api/v1/config/accounts/111122223333/check",
        200,
        "{\"missing\":[{\"action\":\"kms:ListKeys\",\"region\":\"eu-west-1\",\"detail\":\"AccessDenied\"}],"
            + "\"actions\":[{\"action\":\"kms:ListKeys\",\"status\":\"denied\"},"
            + "{\"action\":\"sqs:GetQueueAttributes\",\"status\":\"untried\"},"
            + "{\"action\":\"iam:ListUsers\",\"status\":\"ok\"}]}");

    // When
    Ran ran = Ran.on(suite, "account", "check", "111122223333");

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains("kms:ListKeys", "eu-west-1", "AccessDenied")
        .contains("Not tried", "sqs:GetQueueAttributes")
        .doesNotContain("iam:ListUsers");
  }

  @Test
  void shouldSayWhyAnAccountCannotBeReached() {
    // Given
    suite.on(
        "POST /api/v1/config/accounts/111122223333/check",
        200,
        "{\"reachable\":false,\"detail\":\"AccessDenied: no external id was given.\","
            + "\"missing\":[],"
            + "\"actions\":[]}");

    // When
    Ran ran = Ran.on(suite, "account", "check", "111122223333");

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualToIgnoringNewLines(
            "111122223333 cannot be recorded: AccessDenied: no external id was given.");
  }

  @Test
  void shouldNotLetAnAnswerSteerTheTerminal() {
    // Given
    suite.on(
        "GET /api/v1/findings",
        200,
        "{\"items\":[{\"title\":\"a\\u001b[2Jb\\nc\",\"severity\":\"HIGH\"}]}");

    // When
    Ran ran = Ran.on(suite, "findings");

    // Then
    assertThat(ran.out()).contains("a [2Jb c").doesNotContain("\u001b");
  }

  @Test
  void shouldBeDescribedInTheReferencePage() throws Exception {
    // Given
    Path page = Path.of(System.getProperty("cairn.root"), "docs/reference/commands.md");

    // When
    String generated = Ran.plain("commands", "--markdown").out();

    // Then
    assertThat(page)
        .as("write it anew: java -jar cli/target/cli.jar commands --markdown")
        .hasContent(generated);
  }
}
