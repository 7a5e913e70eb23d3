package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The sample's keys, databases, functions, tables, topics, queues, and its trail. */
final class SampleData {
  private SampleData() {}

  static String keyArn(String account, String region, int n) {
    return "arn:aws:kms:%s:%s:key/%s".formatted(region, account, keyId(account, n));
  }

  private static String keyId(String account, int n) {
    return "%s-0000-4000-8000-%012d".formatted(account.substring(0, 8), n);
  }

  static ObjectNode keys(String account, String region, SampleClock clock, int count) {
    List<ObjectNode> keys =
        IntStream.rangeClosed(1, count).mapToObj(n -> key(account, region, clock, n)).toList();
    return Json.listed("Keys", keys);
  }

  private static ObjectNode key(String account, String region, SampleClock clock, int n) {
    ObjectNode policy =
        Json.of(
            """
            {'Version':'2012-10-17','Statement':[{'Sid':'owner','Effect':'Allow',
             'Principal':{'AWS':'arn:aws:iam::%s:root'},'Action':'kms:*','Resource':'*'}]}""",
            account);
    ObjectNode key =
        Json.of(
            """
            {'KeyMetadata':{'AWSAccountId':'%s','KeyId':'%s','Arn':'%s','CreationDate':%d,'Enabled':true,
             'Description':'%s','KeyUsage':'ENCRYPT_DECRYPT','KeyState':'Enabled','Origin':'AWS_KMS',
             'KeyManager':'CUSTOMER','CustomerMasterKeySpec':'SYMMETRIC_DEFAULT','KeySpec':'SYMMETRIC_DEFAULT',
             'EncryptionAlgorithms':['SYMMETRIC_DEFAULT'],'MultiRegion':false},
             'KeyRotationEnabled':%s,'Tags':[]}""",
            account,
            keyId(account, n),
            keyArn(account, region, n),
            clock.epochDaysAgo(420),
            n == 1 ? "payroll" : "sessions",
            n == 1);
    return key.put("Policy", policy.toString());
  }

  static ObjectNode trail(SampleClock clock) {
    return Json.listed(
        "Trails",
        List.of(
            Json.of(
                """
                {'Trail':{'Name':'%s','S3BucketName':'%s','IncludeGlobalServiceEvents':true,'IsMultiRegionTrail':true,
                 'HomeRegion':'%s','TrailARN':'%s','LogFileValidationEnabled':true,'HasCustomEventSelectors':false,
                 'HasInsightSelectors':false,'IsOrganizationTrail':true},
                 'Status':{'IsLogging':true,'StartLoggingTime':%d},
                 'EventSelectors':[{'ReadWriteType':'All','IncludeManagementEvents':true,'DataResources':[],
                 'ExcludeManagementEventSources':[]}],'Tags':[{'Key':'team','Value':'security'}]}""",
                Organisation.TRAIL,
                Organisation.LOG_BUCKET,
                Organisation.HOME_REGION,
                Organisation.trailArn(),
                clock.epochDaysAgo(500))));
  }

  static ObjectNode database(String account, String region, SampleClock clock, String keyArn) {
    return Json.listed(
        "DBInstances",
        List.of(
            Json.of(
                """
                {'DBInstanceIdentifier':'shop','DBInstanceClass':'db.t4g.medium','Engine':'postgres','EngineVersion':'17.4',
                 'DBInstanceStatus':'available','MasterUsername':'shop','DBName':'shop','AllocatedStorage':50,
                 'Endpoint':{'Address':'shop.sample.%s.rds.amazonaws.com','Port':5432,'HostedZoneId':'Z00000000000000'},
                 'InstanceCreateTime':'%s','PreferredBackupWindow':'02:00-02:30','BackupRetentionPeriod':1,
                 'DBSecurityGroups':[],'VpcSecurityGroups':[],'DBParameterGroups':[],'AvailabilityZone':'%sa',
                 'PreferredMaintenanceWindow':'sun:04:00-sun:04:30','MultiAZ':false,'AutoMinorVersionUpgrade':true,
                 'ReadReplicaDBInstanceIdentifiers':[],'LicenseModel':'postgresql-license','OptionGroupMemberships':[],
                 'PubliclyAccessible':false,'StorageType':'gp3','StorageEncrypted':true,'KmsKeyId':'%s',
                 'DbiResourceId':'db-SAMPLE0SHOP0000000000001','DBInstanceArn':'arn:aws:rds:%s:%s:db:shop',
                 'CopyTagsToSnapshot':true,'MonitoringInterval':0,'DeletionProtection':false,'AssociatedRoles':[],
                 'DomainMemberships':[],'IAMDatabaseAuthenticationEnabled':false,'TagList':[]}""",
                region, clock.daysAgo(200), region, keyArn, region, account)));
  }

  static ObjectNode functions(String account, String region, SampleClock clock, String... names) {
    return Json.listed(
        "Functions",
        Arrays.stream(names)
            .map(
                name ->
                    Json.of(
                        """
                        {'Configuration':{'FunctionName':'%s','FunctionArn':'arn:aws:lambda:%s:%s:function:%s',
                         'Runtime':'java25','Role':'arn:aws:iam::%s:role/function-runtime','Handler':'Handler','CodeSize':4096,
                         'Description':'','Timeout':30,'MemorySize':512,'LastModified':'%s','CodeSha256':'c2FtcGxl',
                         'Version':'$LATEST','TracingConfig':{'Mode':'PassThrough'},'State':'Active',
                         'LastUpdateStatus':'Successful','PackageType':'Zip','Architectures':['arm64']},'Tags':{'team':'shop'}}""",
                        name,
                        region,
                        account,
                        name,
                        account,
                        clock.daysAgo(3).replace("Z", ".000+0000")))
            .toList());
  }

  static ObjectNode tables(String account, String region, SampleClock clock, String... names) {
    List<ObjectNode> tables = new ArrayList<>();
    for (String name : names) {
      tables.add(
          Json.of(
              """
              {'Table':{'TableName':'%s','TableArn':'arn:aws:dynamodb:%s:%s:table/%s','TableStatus':'ACTIVE',
               'TableId':'00000000-0000-4000-8000-%s0','CreationDateTime':%d.5,
               'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],
               'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
               'ProvisionedThroughput':{'NumberOfDecreasesToday':0,'ReadCapacityUnits':0,'WriteCapacityUnits':0},
               'BillingModeSummary':{'BillingMode':'PAY_PER_REQUEST'},'TableSizeBytes':4096,'ItemCount':12,
               'DeletionProtectionEnabled':false},
               'ContinuousBackupsDescription':{'ContinuousBackupsStatus':'ENABLED',
               'PointInTimeRecoveryDescription':{'PointInTimeRecoveryStatus':'%s'}},'Tags':[]}""",
              name,
              region,
              account,
              name,
              SampleIdentities.digits(account, name),
              clock.epochDaysAgo(260),
              tables.isEmpty() ? "ENABLED" : "DISABLED"));
    }
    return Json.listed("Tables", tables);
  }

  static ObjectNode topics(String account, String region, String name) {
    return Json.listed(
        "Topics",
        List.of(
            Json.of(
                """
                {'Attributes':{'TopicArn':'arn:aws:sns:%s:%s:%s','Owner':'%s','DisplayName':'',
                 'SubscriptionsConfirmed':'1','SubscriptionsPending':'0','SubscriptionsDeleted':'0'},'Tags':[]}""",
                region, account, name, account)));
  }

  static ObjectNode queues(String account, String region, SampleClock clock, String... names) {
    return Json.listed(
        "Queues",
        Arrays.stream(names)
            .map(
                name ->
                    Json.of(
                        """
                        {'QueueName':'%s','Attributes':{'QueueArn':'arn:aws:sqs:%s:%s:%s','CreatedTimestamp':'%d',
                         'LastModifiedTimestamp':'%d','VisibilityTimeout':'30','MaximumMessageSize':'262144',
                         'MessageRetentionPeriod':'345600','DelaySeconds':'0','ReceiveMessageWaitTimeSeconds':'0',
                         'SqsManagedSseEnabled':'%s'},'Tags':{}}""",
                        name,
                        region,
                        account,
                        name,
                        clock.epochDaysAgo(240),
                        clock.epochDaysAgo(100),
                        name.equals("exports") ? "false" : "true"))
            .toList());
  }
}
