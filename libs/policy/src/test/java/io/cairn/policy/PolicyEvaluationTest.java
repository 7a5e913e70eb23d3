package io.cairn.policy;

import static io.cairn.policy.Requests.document;
import static io.cairn.policy.Requests.policies;
import static io.cairn.policy.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.policy.document.PolicyType;
import io.cairn.policy.request.Principal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test a sentence of AWS's rules for policies of several types together. */
@NullMarked
class PolicyEvaluationTest {
  private static final String OWN = Requests.ACCOUNT;
  private static final String OTHER = "444455556666";
  private static final String BUCKET = "arn:aws:s3:::b/k";
  private static final String KEY = "arn:aws:kms:eu-west-1:" + OWN + ":key/1";
  private static final String ROLE = "arn:aws:iam::" + OWN + ":role/app";
  private static final String SESSION = "arn:aws:sts::" + OWN + ":assumed-role/app/s";

  private static final PolicySet ALL = identity(PolicyType.IDENTITY, "Allow");
  private static final AttachedPolicies NOTHING = AttachedPolicies.of(PolicySet.EMPTY);
  private static final AttachedPolicies EVERYTHING = AttachedPolicies.of(ALL);

  private static PolicySet identity(PolicyType type, String effect) {
    return policies(type, document("{'Effect':'" + effect + "','Action':'*','Resource':'*'}"));
  }

  private static PolicySet resource(String effect, String principal) {
    return policies(
        PolicyType.RESOURCE,
        document(
            "{'Effect':'%s',%s,'Action':'*','Resource':'*'}"
                .formatted(
                    effect,
                    principal.startsWith("'Not") ? principal : "'Principal':" + principal)));
  }

  private static List<AttachedPolicies.Level> levels(PolicyType type, String... effects) {
    return Arrays.stream(effects)
        .map(
            effect ->
                new AttachedPolicies.Level(
                    "ou", effect.isEmpty() ? PolicySet.EMPTY : identity(type, effect)))
        .toList();
  }

  private static AttachedPolicies.Level control(String effect) {
    return new AttachedPolicies.Level(
        "root",
        policies(
            PolicyType.RESOURCE_CONTROL,
            document("{'Effect':'" + effect + "','Principal':'*','Action':'*','Resource':'*'}")));
  }

  private static Access access(String principal, String owner, String action, String resource) {
    return new Access(Principal.of(principal, null), owner, request(action, resource));
  }

  private static Decision decide(AttachedPolicies policies, String principal) {
    return PolicyEvaluation.decide(policies, access(principal, OWN, "s3:GetObject", BUCKET));
  }

  /**
   * Columns: who asks, what the resource's policy grants to, whether identity policies allow, what
   * is decided for a resource of the same account, and of another.
   */
  @ParameterizedTest(name = "{0} by {1}, identity {2}: {3}, other account {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user/ann | '*'                              | false | ALLOWED       | IMPLICIT_DENY",
        "user/ann | {'AWS':'arn:aws:iam::ACCOUNT:user/ann'} | false | ALLOWED | IMPLICIT_DENY",
        "user/ann | {'AWS':'arn:aws:iam::ACCOUNT:user/ann'} | true | ALLOWED | ALLOWED",
        "user/ann | {'AWS':'arn:aws:iam::ACCOUNT:user/ANN'} | false | IMPLICIT_DENY | IMPLICIT_DENY",
        "user/ann | {'AWS':'ACCOUNT'}                | false | IMPLICIT_DENY | IMPLICIT_DENY",
        "user/ann | {'AWS':'ACCOUNT'}                | true  | ALLOWED       | ALLOWED",
        "user/ann | {'AWS':'444455556666'}           | true  | ALLOWED       | IMPLICIT_DENY",
        "role/app | {'AWS':'arn:aws:iam::ACCOUNT:role/app'} | false | ALLOWED | IMPLICIT_DENY",
        "role/app | {'AWS':'arn:aws:iam::ACCOUNT:role/app'} | true | ALLOWED | ALLOWED",
        "root     | {'AWS':'444455556666'}           | false | ALLOWED       | IMPLICIT_DENY",
        "root     | {'AWS':'arn:aws:iam::ACCOUNT:root'} | false | ALLOWED    | ALLOWED",
      })
  void shouldJoinIdentityAndResourcePolicies(
      String who, String principal, boolean identity, Decision own, Decision other) {
    // Given
    String arn = "arn:aws:iam::" + OWN + ":" + who.strip();
    AttachedPolicies policies =
        (identity ? EVERYTHING : NOTHING)
            .withResource(resource("Allow", principal.strip().replace("ACCOUNT", OWN)));
    // When / Then
    assertThat(PolicyEvaluation.decide(policies, access(arn, OWN, "s3:GetObject", BUCKET)))
        .isEqualTo(own);
    assertThat(PolicyEvaluation.decide(policies, access(arn, OTHER, "s3:GetObject", BUCKET)))
        .isEqualTo(other);
  }

  @Test
  void shouldLetBoundaryAndSessionPolicyLimitGrantToRoleButNotToItsSession() {
    // Given
    AttachedPolicies role = EVERYTHING.withResource(resource("Allow", "{'AWS':'" + ROLE + "'}"));
    AttachedPolicies session =
        EVERYTHING.withResource(resource("Allow", "{'AWS':'" + SESSION + "'}"));
    // When / Then
    assertThat(decide(role, SESSION)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role.withBoundary(PolicySet.EMPTY), SESSION))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide(role.withSession(PolicySet.EMPTY), SESSION))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide(session.withBoundary(PolicySet.EMPTY), SESSION)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(session.withSession(PolicySet.EMPTY), SESSION)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(session.withBoundary(identity(PolicyType.BOUNDARY, "Deny")), SESSION))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void shouldKnowRoleBySessionsNameOnlyWhenItsPathIsUnknown() {
    // Given
    AttachedPolicies policies =
        NOTHING.withResource(resource("Allow", "{'AWS':'arn:aws:iam::" + OWN + ":role/team/app'}"));
    // When / Then
    assertThat(decide(policies, SESSION)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(policies, ROLE)).isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldGiveFederatedUserNothingOfItsOwnWithoutSessionPolicy() {
    // Given
    String federated = "arn:aws:sts::" + OWN + ":federated-user/bob";
    // When / Then
    assertThat(decide(EVERYTHING, federated)).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide(EVERYTHING.withSession(identity(PolicyType.SESSION, "Allow")), federated))
        .isEqualTo(Decision.ALLOWED);
    assertThat(
            decide(
                NOTHING.withResource(resource("Allow", "{'AWS':'" + federated + "'}")), federated))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void shouldNeedAllowAtEachLevelOfOrganisation() {
    assertThat(
            decide(
                EVERYTHING.withServiceControl(levels(PolicyType.SERVICE_CONTROL, "Allow", "Allow")),
                ROLE))
        .isEqualTo(Decision.ALLOWED);
    assertThat(
            decide(
                EVERYTHING.withServiceControl(levels(PolicyType.SERVICE_CONTROL, "Allow", "")),
                ROLE))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(
            decide(
                EVERYTHING.withServiceControl(levels(PolicyType.SERVICE_CONTROL, "Allow", "Deny")),
                ROLE))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void shouldHoldRootToServiceControlPoliciesOnly() {
    // Given
    String root = "arn:aws:iam::" + OWN + ":root";
    // When / Then
    assertThat(decide(NOTHING, root)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(NOTHING.withBoundary(PolicySet.EMPTY), root)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(NOTHING.withServiceControl(levels(PolicyType.SERVICE_CONTROL, "")), root))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldSpareServiceLinkedRolesAndServicesFromOrganisation() {
    // Given
    String linked = "arn:aws:iam::" + OWN + ":role/aws-service-role/x.amazonaws.com/AWSRole";
    List<AttachedPolicies.Level> none = levels(PolicyType.SERVICE_CONTROL, "Deny");
    // When / Then
    assertThat(
            decide(
                EVERYTHING.withServiceControl(none).withResourceControl(List.of(control("Deny"))),
                linked))
        .isEqualTo(Decision.ALLOWED);
    assertThat(
            decide(
                NOTHING
                    .withServiceControl(none)
                    .withResource(resource("Allow", "{'Service':'sns.amazonaws.com'}")),
                "sns.amazonaws.com"))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void shouldDenyWhoeverCallsWhenResourceControlPolicyDenies() {
    // Given
    AttachedPolicies policies =
        EVERYTHING
            .withResource(resource("Allow", "'*'"))
            .withResourceControl(List.of(control("Deny")));
    // When / Then
    assertThat(decide(policies, ROLE)).isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(decide(policies, "*")).isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(decide(policies, "sns.amazonaws.com")).isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(PolicyEvaluation.decide(policies, access(ROLE, OWN, "kms:RetireGrant", KEY)))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void shouldCountAwsFullAccessAsAttachedAtEachLevelOfResourceControl() {
    assertThat(
            decide(
                EVERYTHING.withResourceControl(
                    List.of(new AttachedPolicies.Level("root", PolicySet.EMPTY))),
                ROLE))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void shouldGrantAnonymousAndServicesOnlyWhatResourceNames() {
    assertThat(decide(EVERYTHING, "*")).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide(NOTHING.withResource(resource("Allow", "{'AWS':'*'}")), "*"))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decide(NOTHING.withResource(resource("Allow", "{'AWS':'" + OWN + "'}")), "*"))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(
            decide(
                NOTHING.withResource(resource("Allow", "{'Service':'sqs.amazonaws.com'}")),
                "sns.amazonaws.com"))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @ParameterizedTest(name = "{0} by {1}, identity {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user/ann | none                                    | true  | IMPLICIT_DENY",
        "user/ann | {'AWS':'111122223333'}                  | true  | ALLOWED",
        "user/ann | {'AWS':'111122223333'}                  | false | IMPLICIT_DENY",
        "user/ann | {'AWS':'arn:aws:iam::111122223333:user/ann'} | false | ALLOWED",
        "user/ann | {'AWS':'444455556666'}                  | true  | IMPLICIT_DENY",
        "root     | none                                    | false | IMPLICIT_DENY",
        "root     | {'AWS':'111122223333'}                  | false | ALLOWED",
      })
  void shouldLetKeyPolicyDecideWhetherIdentityPoliciesCount(
      String who, String principal, boolean identity, Decision expected) {
    // Given
    AttachedPolicies policies = identity ? EVERYTHING : NOTHING;
    if (!principal.strip().equals("none")) {
      policies = policies.withResource(resource("Allow", principal.strip()));
    }
    String arn = "arn:aws:iam::" + OWN + ":" + who.strip();
    // When / Then
    assertThat(PolicyEvaluation.decide(policies, access(arn, OWN, "kms:Decrypt", KEY)))
        .isEqualTo(expected);
  }

  @Test
  void shouldLetOnlyTrustPolicySayWhoAssumesRole() {
    // Given
    PolicySet trust =
        policies(
            PolicyType.TRUST,
            document(
                "{'Effect':'Allow','Principal':{'AWS':'" + OWN + "'},'Action':'sts:AssumeRole'}"));
    String ann = "arn:aws:iam::" + OWN + ":user/ann";
    Access assume = access(ann, OWN, "sts:AssumeRole", ROLE);
    // When / Then
    assertThat(PolicyEvaluation.decide(EVERYTHING, assume)).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(PolicyEvaluation.decide(EVERYTHING.withResource(trust), assume))
        .isEqualTo(Decision.ALLOWED);
    assertThat(PolicyEvaluation.decide(NOTHING.withResource(trust), assume))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldExemptWhomNotPrincipalListsUnlessBounded() {
    // Given
    AttachedPolicies policies =
        EVERYTHING.withResource(resource("Deny", "'NotPrincipal':{'AWS':'" + ROLE + "'}"));
    // When / Then
    assertThat(decide(policies, SESSION)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(policies, "arn:aws:iam::" + OWN + ":user/ann"))
        .isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(decide(policies.withBoundary(identity(PolicyType.BOUNDARY, "Allow")), SESSION))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void shouldNeedAllowOfVpcEndpointPolicyWhenThereIsOne() {
    // Given
    PolicySet other =
        policies(
            PolicyType.VPC_ENDPOINT,
            document("{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':'*'}"));
    // When
    Trace trace =
        PolicyEvaluation.explain(
            EVERYTHING.withVpcEndpoint(other), access(ROLE, OWN, "s3:GetObject", BUCKET));
    // Then
    assertThat(trace.decision()).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(trace.wanting()).isEqualTo(new Wanting.VpcEndpoint());
    assertThat(trace.steps())
        .extracting(Trace.Step::failure)
        .contains(new Trace.Failure.OfAction("Action"));
  }

  @Test
  void shouldMeanDeletedIdentityByItsUniqueId() {
    // Given
    AttachedPolicies policies = NOTHING.withResource(resource("Allow", "{'AWS':'AROAEXAMPLE123'}"));
    var request = request("s3:GetObject", BUCKET, "aws:userid", "AROAEXAMPLE123:s");
    // When / Then
    assertThat(
            PolicyEvaluation.decide(
                policies, new Access(Principal.of(SESSION, null), OWN, request)))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decide(policies, SESSION)).isEqualTo(Decision.IMPLICIT_DENY);
  }
}
