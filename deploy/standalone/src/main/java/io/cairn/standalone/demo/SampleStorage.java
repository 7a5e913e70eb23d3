package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The sample's buckets. */
final class SampleStorage {
  private static final String OWNER =
      "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

  private SampleStorage() {}

  static ObjectNode productionBuckets(SampleClock clock, String keyArn) {
    ObjectNode payroll = bucket(Organisation.OPENED_BUCKET, clock, 410, "finance");
    encrypt(payroll, keyArn);
    block(payroll);
    payroll.set("Versioning", Json.of("{'Status':'Enabled'}"));
    payroll.put("Policy", onlyTls(Organisation.OPENED_BUCKET).toString());
    ObjectNode uploads = bucket("customer-uploads-444455556666", clock, 380, "shop");
    block(uploads);
    encrypt(uploads, keyArn);
    ObjectNode logs = bucket(Organisation.LOG_BUCKET, clock, 500, "security");
    block(logs);
    logs.put("Policy", trailMayWrite().toString());
    ObjectNode web = bucket("web-assets-444455556666", clock, 220, "shop");
    logging(payroll, "s3/payroll/");
    logging(uploads, "s3/uploads/");
    return Json.listed("Buckets", List.of(payroll, uploads, logs, web));
  }

  static ObjectNode stagingBuckets(SampleClock clock) {
    ObjectNode artifacts = bucket("build-artifacts-777788889999", clock, 300, "platform");
    block(artifacts);
    return Json.listed(
        "Buckets", List.of(artifacts, bucket("scratch-777788889999", clock, 30, "platform")));
  }

  static ObjectNode noAccountBlock() {
    return Json.of("{'PublicAccessBlock':null}");
  }

  private static ObjectNode bucket(String name, SampleClock clock, int age, String team) {
    return Json.of(
        """
        {'Name':'%s','CreationDate':'%s','BucketRegion':'%s',
         'Acl':{'Owner':{'ID':'%s'},'Grants':[{'Grantee':{'ID':'%s'},'Permission':'FULL_CONTROL'}]},
         'Encryption':{'Rule':[{'ApplyServerSideEncryptionByDefault':{'SSEAlgorithm':'AES256'},'BucketKeyEnabled':false}]},
         'Tags':[{'Key':'team','Value':'%s'}]}""",
        name, clock.daysAgo(age), Organisation.HOME_REGION, OWNER, OWNER, team);
  }

  private static void block(ObjectNode bucket) {
    bucket.set(
        "PublicAccessBlock",
        Json.of(
            "{'BlockPublicAcls':true,'IgnorePublicAcls':true,'BlockPublicPolicy':true,'RestrictPublicBuckets':true}"));
  }

  private static void encrypt(ObjectNode bucket, String keyArn) {
    bucket.set(
        "Encryption",
        Json.of(
            """
            {'Rule':[{'ApplyServerSideEncryptionByDefault':{'SSEAlgorithm':'aws:kms','KMSMasterKeyID':'%s'},
             'BucketKeyEnabled':true}]}""",
            keyArn));
  }

  private static void logging(ObjectNode bucket, String prefix) {
    bucket.set(
        "Logging",
        Json.of("{'TargetBucket':'%s','TargetPrefix':'%s'}", Organisation.LOG_BUCKET, prefix));
  }

  private static ObjectNode onlyTls(String bucket) {
    return Json.of(
        """
        {'Version':'2012-10-17','Statement':[{'Sid':'OnlyTls','Effect':'Deny','Principal':'*','Action':'s3:*',
         'Resource':['arn:aws:s3:::%s','arn:aws:s3:::%s/*'],
         'Condition':{'Bool':{'aws:SecureTransport':'false'}}}]}""",
        bucket, bucket);
  }

  private static ObjectNode trailMayWrite() {
    return Json.of(
        """
        {'Version':'2012-10-17','Statement':[{'Sid':'TrailWrites','Effect':'Allow',
         'Principal':{'Service':'cloudtrail.amazonaws.com'},'Action':'s3:PutObject',
         'Resource':'arn:aws:s3:::%s/AWSLogs/*'}]}""",
        Organisation.LOG_BUCKET);
  }

  /** The policy the intruder puts on the bucket: the whole world may read it. */
  static ObjectNode openToTheWorld() {
    return Json.of(
        """
        {'Version':'2012-10-17','Statement':[{'Sid':'sync','Effect':'Allow','Principal':'*',
         'Action':['s3:GetObject','s3:ListBucket'],
         'Resource':['arn:aws:s3:::%s','arn:aws:s3:::%s/*']}]}""",
        Organisation.OPENED_BUCKET, Organisation.OPENED_BUCKET);
  }
}
