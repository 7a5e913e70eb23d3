package io.cairn.bench.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cairn.aws.recorded.Scenario;
import java.util.Locale;

/** The recorded sample account, grown to a size by copying its resources under ids of their own. */
final class GrownAccount {
  /** The sample's account. */
  static final String ACCOUNT = "111122223333";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Kind(
      String region, String service, String collection, String id, String format, int share) {}

  /**
   * A mix as accounts have it: mostly volumes, interfaces and instances, whose lists are cheap;
   * some that need calls each.
   */
  private static final Kind[] MIX = {
    new Kind("eu-west-1", "ec2", "volumeSet", "vol-0aa20000000000001", "vol-0b%015x", 36),
    new Kind("eu-west-1", "ec2", "networkInterfaceSet", "eni-0aa20000000000001", "eni-0b%015x", 22),
    new Kind("eu-west-1", "ec2", "instancesSet", "i-0aa20000000000001", "i-0b%015x", 16),
    new Kind("eu-west-1", "ec2", "securityGroupInfo", "sg-0aa20000000000001", "sg-0b%015x", 8),
    new Kind("global", "iam", "RoleDetailList", "orders-function", "role-%d", 6),
    new Kind("global", "s3", "Buckets", "orders-data", "bucket-%d", 4),
    new Kind(
        "us-east-1",
        "kms",
        "Keys",
        "11111111-2222-4333-8444-555555555555",
        "00000000-0000-4000-8000-%012x",
        3),
    new Kind("us-east-1", "lambda", "Functions", "orders", "function-%d", 3),
    new Kind("us-east-1", "dynamodb", "Tables", "orders", "table-%d", 2),
  };

  private GrownAccount() {}

  /** A scenario of about {@code resources} resources. */
  static Scenario of(int resources) {
    Scenario scenario = Scenario.sample();
    for (Kind kind : MIX) {
      int copies = resources * kind.share() / 100;
      scenario.change(
          ACCOUNT,
          kind.region(),
          kind.service(),
          content -> grow(content.withArray(kind.collection()), kind, copies));
    }
    return scenario;
  }

  private static void grow(ArrayNode elements, Kind kind, int copies) {
    try {
      String first = JSON.writeValueAsString(elements.get(0));
      for (int i = 1; i <= copies; i++) {
        String id = String.format(Locale.ROOT, kind.format(), i);
        String copy =
            first
                .replace(kind.id(), id)
                .replace("AROARECORDEDORDERS01", String.format(Locale.ROOT, "AROAGROWN%011d", i));
        elements.add(JSON.readTree(copy));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sample of " + kind.service() + " is no JSON", e);
    }
  }
}
