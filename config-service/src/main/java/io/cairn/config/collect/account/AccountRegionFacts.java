package io.cairn.config.collect.account;

import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What holds for an account in a region: {@code configuration.<operation without its verb>}. */
final class AccountRegionFacts {

  private static final List<Part<Ec2Client>> EC2 =
      List.of(
          new Part<>(
              List.of("configuration.EbsEncryptionByDefault"),
              "ec2:GetEbsEncryptionByDefault",
              Set.of(),
              null,
              (ec2, account) ->
                  ItemMapper.map(ec2.getEbsEncryptionByDefault(r -> {}), Family.CLOUDFORMATION)),
          new Part<>(
              List.of("configuration.SnapshotBlockPublicAccessState"),
              "ec2:GetSnapshotBlockPublicAccessState",
              Set.of(),
              null,
              (ec2, account) ->
                  ItemMapper.map(
                      ec2.getSnapshotBlockPublicAccessState(r -> {}), Family.CLOUDFORMATION)));

  private static final Part<DynamoDbClient> LIMITS =
      new Part<>(
          List.of("configuration.Limits"),
          "dynamodb:DescribeLimits",
          Set.of(),
          null,
          (dynamo, account) ->
              ItemMapper.map(dynamo.describeLimits(r -> {}), Family.CLOUDFORMATION));

  /** Those of other regions and of the organisation that also watch this region are shown. */
  private static final Part<CloudTrailClient> TRAILS =
      new Part<>(
          List.of("configuration.Trails"),
          "cloudtrail:DescribeTrails",
          Set.of(),
          null,
          (cloudTrail, account) ->
              ItemMapper.map(
                  cloudTrail.describeTrails(r -> r.includeShadowTrails(true)),
                  Family.CLOUDFORMATION));

  private AccountRegionFacts() {}

  static List<String> actions() {
    return Stream.concat(
            EC2.stream().map(Part::action), Stream.of(LIMITS.action(), TRAILS.action()))
        .toList();
  }

  static List<ChangeEvents> events() {
    return List.of(
        ChangeEvents.of(
            "ec2",
            "EnableEbsEncryptionByDefault|DisableEbsEncryptionByDefault"
                + "|EnableSnapshotBlockPublicAccess|DisableSnapshotBlockPublicAccess"
                + " > recipientAccountId"),
        ChangeEvents.of("cloudtrail", "CreateTrail|UpdateTrail|DeleteTrail > recipientAccountId"));
  }

  static void read(Session session, Draft draft) {
    EC2.forEach(part -> draft.read(session, Ec2Client.class, part, Set.of()));
    draft.read(session, DynamoDbClient.class, LIMITS, Set.of());
    draft.read(session, CloudTrailClient.class, TRAILS, Set.of());
  }
}
