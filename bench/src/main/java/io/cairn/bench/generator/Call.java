package io.cairn.bench.generator;

/**
 * An API call that the generated organisation makes.
 *
 * @param service event source without {@code .amazonaws.com}
 * @param name event name
 * @param readOnly whether it reads
 * @param weight how often, relative to the others
 * @param request request parameters; {@code $b} a bucket, {@code $u} a user, {@code $i} an
 *     instance, {@code $k} a key, {@code $n} a number
 */
record Call(String service, String name, boolean readOnly, int weight, String request) {

  /** A mix as busy accounts show it: mostly reads, a few services, seldom a change. */
  static final Call[] MIX = {
    new Call("ec2", "DescribeInstances", true, 140, "{\"instancesSet\":{},\"filterSet\":{}}"),
    new Call(
        "ec2",
        "DescribeVolumes",
        true,
        60,
        "{\"maxResults\":$n,\"volumeSet\":{},\"filterSet\":{}}"),
    new Call(
        "ec2",
        "DescribeSecurityGroups",
        true,
        60,
        "{\"securityGroupSet\":{},\"securityGroupIdSet\":{},\"filterSet\":{}}"),
    new Call(
        "ec2",
        "RunInstances",
        false,
        4,
        "{\"instancesSet\":{\"items\":[{\"imageId\":\"ami-$n\",\"minCount\":1,\"maxCount\":1}]},\"instanceType\":\"m7i.large\"}"),
    new Call(
        "ec2",
        "TerminateInstances",
        false,
        3,
        "{\"instancesSet\":{\"items\":[{\"instanceId\":\"$i\"}]}}"),
    new Call(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        false,
        1,
        "{\"groupId\":\"sg-$n\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\",\"fromPort\":443,\"toPort\":443}]}}"),
    new Call(
        "sts",
        "AssumeRole",
        true,
        180,
        "{\"roleArn\":\"arn:aws:iam::$a:role/app-$n\",\"roleSessionName\":\"session-$n\",\"durationSeconds\":3600}"),
    new Call("sts", "GetCallerIdentity", true, 50, "null"),
    new Call(
        "s3",
        "GetBucketAcl",
        true,
        40,
        "{\"bucketName\":\"$b\",\"Host\":\"$b.s3.amazonaws.com\",\"acl\":\"\"}"),
    new Call("s3", "ListBuckets", true, 20, "{\"Host\":\"s3.amazonaws.com\"}"),
    new Call(
        "s3",
        "PutBucketVersioning",
        false,
        1,
        "{\"bucketName\":\"$b\",\"VersioningConfiguration\":{\"Status\":\"Enabled\"}}"),
    new Call(
        "kms",
        "Decrypt",
        true,
        160,
        "{\"keyId\":\"arn:aws:kms:eu-west-1:$a:key/$k\",\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}"),
    new Call(
        "kms",
        "GenerateDataKey",
        true,
        90,
        "{\"keyId\":\"arn:aws:kms:eu-west-1:$a:key/$k\",\"keySpec\":\"AES_256\"}"),
    new Call("iam", "ListRoles", true, 20, "{\"maxItems\":1000}"),
    new Call("iam", "GetRole", true, 30, "{\"roleName\":\"app-$n\"}"),
    new Call("iam", "CreateAccessKey", false, 1, "{\"userName\":\"$u\"}"),
    new Call(
        "lambda",
        "UpdateFunctionCode20150331v2",
        false,
        6,
        "{\"functionName\":\"fn-$n\",\"publish\":true}"),
    new Call(
        "logs",
        "CreateLogStream",
        false,
        40,
        "{\"logGroupName\":\"/aws/lambda/fn-$n\",\"logStreamName\":\"2026/11/24/[$n]\"}"),
    new Call("monitoring", "DescribeAlarms", true, 45, "{\"maxRecords\":100}"),
    new Call("dynamodb", "DescribeTable", true, 40, "{\"tableName\":\"table-$n\"}"),
    new Call("secretsmanager", "GetSecretValue", true, 30, "{\"secretId\":\"prod/app-$n\"}"),
    new Call("cloudtrail", "LookupEvents", true, 5, "{\"maxResults\":50}"),
  };
}
