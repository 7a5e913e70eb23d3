package io.cairn.config.collect;

import java.util.Set;
import software.amazon.awssdk.services.sts.StsClient;

/** Who calls are made as, as STS tells. */
public record Identity(String account, String arn) {

  /**
   * Asks STS.
   *
   * @throws io.cairn.aws.AwsCallFailedException if it does not answer
   */
  public static Identity of(Session session) {
    return session.call(
        StsClient.class,
        "sts:GetCallerIdentity",
        Set.of(),
        sts -> {
          var answer = sts.getCallerIdentity();
          return new Identity(answer.account(), answer.arn());
        });
  }
}
