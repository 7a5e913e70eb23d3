package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command says when something is wrong: once, in its own words, and on one line. */
class ErrorWordsTest {
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
  void shouldSayAProblemOnceAndNameTheOptionWhenTheSuiteRefusesAParameter() {
    // Given
    suite.on(
        "POST /api/v1/config/accounts",
        400,
        """
        {"detail":"roleArn must be like arn:aws:iam::111122223333:role/name.",
         "errors":[{"field":"roleArn","detail":"must be like arn:aws:iam::111122223333:role/name"}]}""");
    suite.on(
        "GET /api/v1/findings",
        400,
        "{\"detail\":\"Parameter workflowStatus: 'FOO' is none of NEW, RESOLVED\"}");
    suite.on("GET /api/v1/config/resources", 400, "{\"detail\":\"region must match [a-z]+\"}");

    // When
    Ran role = Ran.on(suite, "account", "add", "111122223333", "--role", "x");
    Ran status = Ran.on(suite, "findings", "--status", "foo");
    Ran region = Ran.on(suite, "resources", "--region", "1");

    // Then
    assertThat(role.err())
        .isEqualTo("cairn: --role must be like arn:aws:iam::111122223333:role/name (400)\n");
    assertThat(status.err()).isEqualTo("cairn: --status: 'FOO' is none of NEW, RESOLVED (400)\n");
    assertThat(region.err()).isEqualTo("cairn: --region must match [a-z]+ (400)\n");
  }

  @Test
  void shouldNameTheCommandInsteadOfTheRequestWhenAThingIsNotThere() {
    // Given
    suite.on(
        "POST /api/v1/config/accounts/999900001111",
        404,
        "{\"detail\":\"Account 999900001111 is not recorded; POST /api/v1/config/accounts adds it.\"}");
    suite.on(
        "GET /api/v1/findings/nope",
        404,
        "{\"detail\":\"Nothing is served at /api/v1/findings/nope; /openapi lists what is.\"}");
    suite.on("GET /api/v1/config/rules/nope", 404, "{\"detail\":\"There is no rule nope.\"}");
    suite.on(
        "GET /api/v1/config/resources",
        409,
        "{\"detail\":\"It is away; GET /api/v1/config/jobs tells why.\"}");

    // When, Then
    assertThat(Ran.on(suite, "account", "check", "999900001111").err())
        .isEqualTo(
            "cairn: account 999900001111 is not recorded; ./cairn account add 999900001111"
                + " --regions REGION,… records it\n");
    assertThat(Ran.on(suite, "discover", "999900001111").err()).contains("./cairn account add");
    assertThat(Ran.on(suite, "findings", "nope").err())
        .isEqualTo("cairn: there is no finding nope; ./cairn findings lists them\n");
    assertThat(Ran.on(suite, "compliance", "--rule", "nope").err())
        .isEqualTo("cairn: there is no rule nope; ./cairn compliance --rules lists them\n");
    assertThat(Ran.on(suite, "resources").err()).isEqualTo("cairn: It is away (409)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          compliance --result FOO                 | NON_COMPLIANT, COMPLIANT, INSUFFICIENT_DATA
          resources --type AWS::Nope              | 'AWS::Nope' is no resource type; write it as AWS::S3::Bucket
          compliance --type Bucket                | 'Bucket' is no resource type
          who plans --type AWS::Nope              | 'AWS::Nope' is no resource type
          account add 111122223333 --regions west | 'west' is no region; write it as eu-west-1
          events --ip 999                         | '999' is no address
          events --ip 1.2.3.256                   | '1.2.3.256' is no address
          events --type AWS::Nope                 | 'AWS::Nope' is no resource type
          events --nonsense                       | Unknown option: '--nonsense'
          """)
  void shouldSayTheSentenceLastOfAllWhenTheCommandLineIsWrong(String words, String sentence) {
    // When
    Ran ran = Ran.on(suite, words.split(" +", -1));

    // Then
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).startsWith("cairn: ").contains(sentence);
    assertThat(ran.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(ran.err().lines().toList().getLast())
        .matches("see \\./cairn (compliance|resources|who|account add|events) --help");
    assertThat(suite.asked()).isEmpty();
  }

  @Test
  void shouldWarnWhenARegionIsNotKnownButCouldBe() {
    // Given
    suite.on("POST /api/v1/config/accounts", 201, "{}");

    // When
    Ran odd = Ran.on(suite, "account", "add", "111122223333", "--regions", "eu-west-9");
    Ran known = Ran.on(suite, "account", "add", "111122223333", "--regions", "eu-west-1");

    // Then
    assertThat(odd.status()).isZero();
    assertThat(odd.err()).startsWith("warning: eu-west-9 is no region that");
    assertThat(known.err()).isEmpty();
  }

  @Test
  void shouldNotSayThatNothingRunsWhenTheCredentialsCannotBeRead() {
    // When
    Ran gone = Ran.on(suite, "status", "--credentials", temp.resolve("none").toString());
    Ran folder = Ran.on(suite, "status", "--credentials", temp.toString());

    // Then
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).contains("there is no such file", "--credentials");
    assertThat(folder.status()).isEqualTo(1);
    assertThat(folder.err()).contains("it is a folder");
  }

  @Test
  void shouldTellItsExitStatusesWhenAskedForHelp() {
    // When
    String guard = Ran.plain("guard", "validate", "--help").out();
    String account = Ran.plain("account", "check", "--help").out();

    // Then
    assertThat(guard).contains("Exit statuses:", "19", "a rule fails", "130");
    assertThat(account).contains("Exit statuses:", "3 ", "no suite runs there", "130");
  }
}
