package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class KnownRegionsTest {

  @Test
  void shouldTellRegionsFromOtherWords() {
    // When / Then
    assertThat(KnownRegions.isKnown("eu-west-1")).isTrue();
    assertThat(KnownRegions.isKnown("eu-wset-1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2:DescribeVpcs",
        "s3:ListAllMyBuckets",
        "kms:ListKeys",
        "lambda:ListFunctions",
        "rds:DescribeDBInstances",
        "dynamodb:ListTables",
        "sns:ListTopics",
        "sqs:ListQueues",
        "cloudtrail:DescribeTrails",
        "sts:GetCallerIdentity"
      })
  void shouldKnowWhereTheServicesAreThatCollectorsCall(String action) {
    // When / Then
    assertThat(KnownRegions.isOffered(action, "eu-west-1")).isTrue();
    assertThat(KnownRegions.isOffered(action, "eu-wset-1")).isFalse();
  }
}
