package io.cairn.config.collect.catalog;

import io.cairn.config.collect.Collector;
import io.cairn.config.collect.account.AccountCollector;
import io.cairn.config.collect.cloudtrail.CloudTrailTypes;
import io.cairn.config.collect.dynamodb.DynamoDbTypes;
import io.cairn.config.collect.ec2.Ec2Types;
import io.cairn.config.collect.iam.IamCollector;
import io.cairn.config.collect.kms.KmsTypes;
import io.cairn.config.collect.lambda.LambdaTypes;
import io.cairn.config.collect.rds.RdsTypes;
import io.cairn.config.collect.s3.S3Collector;
import io.cairn.config.collect.sns.SnsTypes;
import io.cairn.config.collect.sqs.SqsTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All collectors, in the order of discovery: account-wide facts first, then the types whose lists
 * are cheap, then those that take calls per resource.
 */
public final class Collectors {

  private final Map<String, Collector> byType = new LinkedHashMap<>();
  private final Map<String, List<Collector>> byRun = new LinkedHashMap<>();

  /** The collectors of this version. */
  public Collectors() {
    List<Collector> all = new ArrayList<>();
    all.add(new AccountCollector());
    all.addAll(IamCollector.all());
    all.addAll(Ec2Types.all());
    all.addAll(RdsTypes.all());
    all.addAll(CloudTrailTypes.all());
    all.add(new S3Collector());
    all.addAll(KmsTypes.all());
    all.addAll(LambdaTypes.all());
    all.addAll(DynamoDbTypes.all());
    all.addAll(SnsTypes.all());
    all.addAll(SqsTypes.all());
    for (Collector collector : all) {
      byType.put(collector.type().resourceType(), collector);
      byRun.computeIfAbsent(collector.type().run(), r -> new ArrayList<>()).add(collector);
    }
  }

  /** Every collector, in the order of discovery. */
  public Collection<Collector> all() {
    return List.copyOf(byType.values());
  }

  /** The collector of a type; empty for types that are not recorded. */
  public Optional<Collector> of(String resourceType) {
    return Optional.ofNullable(byType.get(resourceType));
  }

  /** The collectors that are listed together; listing any one lists them all. */
  public List<Collector> inRun(String run) {
    return List.copyOf(byRun.getOrDefault(run, List.of()));
  }

  /** Every IAM action the collectors need, sorted: what the recorder's role must allow. */
  public List<String> actions() {
    var actions = new TreeSet<String>();
    byType.values().forEach(c -> actions.addAll(c.type().actions()));
    return List.copyOf(actions);
  }
}
