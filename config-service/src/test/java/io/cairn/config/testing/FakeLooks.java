package io.cairn.config.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.look.ResourceLooks;
import io.cairn.config.look.Touched;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/**
 * Knows, from CloudTrail's own request parameters, which buckets and security groups a record
 * touched; does not read readOnly or errorCode, so that only the join keeps those calls out.
 */
@NullMarked
@Alternative
@Singleton
public class FakeLooks implements ResourceLooks {
  private static final String GROUP = "AWS::EC2::SecurityGroup";

  /** What was asked to be looked at. */
  public static final List<Touched> REQUESTED = new CopyOnWriteArrayList<>();

  @Override
  public List<Touched> touchedBy(JsonNode event) {
    var account = new AccountId(event.path("recipientAccountId").asText());
    String region = event.path("awsRegion").asText();
    JsonNode parameters = event.path("requestParameters");
    return switch (event.path("eventSource").asText()) {
      case "s3.amazonaws.com" ->
          List.of(
              new Touched.OneResource(
                  new ResourceKey(
                      account, region, "AWS::S3::Bucket", parameters.path("bucketName").asText())));
      case "ec2.amazonaws.com" -> groups(account, region, parameters);
      default -> List.of();
    };
  }

  private static List<Touched> groups(AccountId account, String region, JsonNode parameters) {
    String id = parameters.path("groupId").asText();
    return List.of(
        id.isEmpty()
            ? new Touched.SomeOfType(account, region, GROUP)
            : new Touched.OneResource(new ResourceKey(account, region, GROUP, id)));
  }

  @Override
  public void request(Touched touched) {
    REQUESTED.add(touched);
  }
}
