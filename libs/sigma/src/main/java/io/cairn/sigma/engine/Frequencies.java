package io.cairn.sigma.engine;

import io.cairn.sigma.engine.Witness.Anchor;
import io.cairn.sigma.expression.FieldPath;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * How often a witness is expected to be seen, as a share of events from 0 to 1. They decide what is
 * looked for, never what matches.
 */
final class Frequencies {
  private static final Map<String, Double> VALUE_SHARE =
      Map.ofEntries(
          Map.entry("eventName", 0.005),
          Map.entry("eventSource", 0.06),
          Map.entry("errorCode", 0.01),
          Map.entry("sourceIPAddress", 0.005),
          Map.entry("userIdentity.arn", 0.01),
          Map.entry("userIdentity.userName", 0.02),
          Map.entry("userIdentity.type", 0.25),
          Map.entry("awsRegion", 0.4),
          Map.entry("readOnly", 0.5),
          Map.entry("recipientAccountId", 0.2),
          Map.entry("userIdentity.accountId", 0.2),
          Map.entry("eventType", 0.9),
          Map.entry("eventCategory", 0.95),
          Map.entry("managementEvent", 0.95),
          Map.entry("eventVersion", 0.9));
  private static final double ANY_VALUE = 0.02;
  private static final Set<String> OPTIONAL =
      Set.of("errorCode", "errorMessage", "serviceEventDetails", "vpcEndpointId", "sharedEventID");
  private static final double OPTIONAL_PRESENT = 0.08;
  private static final double IDENTITY_PRESENT = 0.5;
  private static final double PARAMETER_PRESENT = 0.05;

  /** Words that many values have in them, folded. */
  private static final String COMMON =
      "aws-cli/2.15.0 botocore/1.29 python/3.11 linux/6.1 boto3 console.amazonaws.com mozilla/5.0"
          + " (macintosh; intel mac os x 10_15_7) applewebkit/537.36 (khtml, like gecko)"
          + " chrome/119.0.0.0 safari/537.36 aws-sdk-java/2.0 aws-internal/3 aws internal"
          + " ec2.amazonaws.com s3.amazonaws.com apn/1.0 hashicorp/1.0 terraform/1.9"
          + " (+https://www.terraform.io) terraform-provider-aws arn:aws:iam::111122223333:user/"
          + " arn:aws:iam::role/ arn:aws:sts::assumed-role/awsreservedsso_administratoraccess"
          + " awsserviceroleforconfig arn:aws:s3::: describe list get instances ${aws}"
          + " aws-sdk-go/1.44 os/linux lang/java md/ exec-env/ cfg/retry-mode#standard";

  private static final double COMMON_PART = 0.3;
  private static final double RARE_PART = 0.02;

  /** What it costs to run a value past all literals of its field, were this the first. */
  private static final double PART_EFFORT = 0.002;

  /** How many events of the sample an assumption weighs as much as. */
  private static final double ASSUMED = 10;

  private final SeenValues seen;
  private final ToIntFunction<FieldPath> slotOf;

  Frequencies(SeenValues seen, ToIntFunction<FieldPath> slotOf) {
    this.seen = seen;
    this.slotOf = slotOf;
  }

  /** The share of events in which this is seen. */
  double of(Witness witness) {
    FieldPath field = witness.field();
    if (field == null) {
      return witness instanceof Witness.Part keyword
          ? 0.01 + part(keyword.literal(), keyword.anchor())
          : 1;
    }
    int events = seen.events();
    if (events == 0) {
      return assumed(field, witness);
    }
    int slot = slotOf.applyAsInt(field);
    double count =
        switch (witness) {
          case Witness.Present _ -> seen.present(slot);
          case Witness.Equal(var _, var literal, var _) ->
              seen.equal(slot, literal.text(0, literal.size()));
          case Witness.Part(var _, var literal, var anchor, var _) ->
              seen.part(slot, literal, anchor);
          case Witness.Inside(var _, var network, var _) -> seen.inside(slot, network);
        };
    double effort = witness instanceof Witness.Part ? PART_EFFORT * seen.present(slot) / events : 0;
    return effort + (count + ASSUMED * assumed(field, witness)) / (events + ASSUMED);
  }

  private static double assumed(FieldPath field, Witness witness) {
    return switch (witness) {
      case Witness.Present _ -> present(field.name());
      case Witness.Equal _ -> VALUE_SHARE.getOrDefault(field.name(), ANY_VALUE);
      case Witness.Part(var _, var literal, var anchor, var _) ->
          PART_EFFORT + present(field.name()) * part(literal, anchor);
      case Witness.Inside(var _, var network, var _) ->
          PART_EFFORT + (network.prefixLength() < 9 ? 0.3 : 0.005);
    };
  }

  private static double part(String literal, Anchor anchor) {
    if (COMMON.contains(literal)) {
      return anchor == Anchor.ANYWHERE ? COMMON_PART : COMMON_PART / 2;
    }
    return literal.length() < 6 ? 0.02 : RARE_PART;
  }

  private static double present(String name) {
    if (OPTIONAL.contains(name)) {
      return OPTIONAL_PRESENT;
    }
    if (name.indexOf('.') < 0) {
      return 1;
    }
    return name.startsWith("userIdentity.") ? IDENTITY_PRESENT : PARAMETER_PRESENT;
  }
}
