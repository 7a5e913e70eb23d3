package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sample's accounts hold before the intrusion, in the form the local AWS endpoint answers
 * from: one document for each account, region and service.
 */
final class SampleResources {
  /**
   * All that a service holds in one region of one account.
   *
   * @param region a region, or {@code global}
   */
  record Holding(String account, String region, String service, ObjectNode content) {}

  private SampleResources() {}

  static List<Holding> all(SampleClock clock) {
    List<Holding> all = new ArrayList<>();
    all.addAll(production(clock));
    all.addAll(staging(clock));
    return all;
  }

  private static List<Holding> production(SampleClock clock) {
    String account = Organisation.PRODUCTION;
    String region = Organisation.HOME_REGION;
    String key = SampleData.keyArn(account, region, 1);
    return List.of(
        new Holding(account, "global", "s3", SampleStorage.productionBuckets(clock, key)),
        new Holding(account, "global", "s3control", SampleStorage.noAccountBlock()),
        new Holding(account, "global", "iam", SampleIdentities.production(clock)),
        new Holding(account, region, "ec2", SampleNetwork.of(account, region, clock, 2, true)),
        new Holding(account, region, "cloudtrail", SampleData.trail(clock)),
        new Holding(account, region, "kms", SampleData.keys(account, region, clock, 2)),
        new Holding(account, region, "rds", SampleData.database(account, region, clock, key)),
        new Holding(
            account,
            region,
            "lambda",
            SampleData.functions(account, region, clock, "invoice-render", "payroll-export")),
        new Holding(
            account,
            region,
            "dynamodb",
            SampleData.tables(account, region, clock, "customers", "sessions")),
        new Holding(account, region, "sns", SampleData.topics(account, region, "alarms")),
        new Holding(
            account,
            region,
            "sqs",
            SampleData.queues(account, region, clock, "invoices", "exports")));
  }

  private static List<Holding> staging(SampleClock clock) {
    String account = Organisation.STAGING;
    String region = Organisation.HOME_REGION;
    return List.of(
        new Holding(account, "global", "s3", SampleStorage.stagingBuckets(clock)),
        new Holding(account, "global", "s3control", SampleStorage.noAccountBlock()),
        new Holding(account, "global", "iam", SampleIdentities.staging(clock)),
        new Holding(account, region, "ec2", SampleNetwork.of(account, region, clock, 1, false)),
        new Holding(
            account,
            region,
            "lambda",
            SampleData.functions(account, region, clock, "invoice-render")),
        new Holding(account, region, "sqs", SampleData.queues(account, region, clock, "invoices")));
  }
}
