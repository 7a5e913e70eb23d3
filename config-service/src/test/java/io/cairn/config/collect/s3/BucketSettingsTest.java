package io.cairn.config.collect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Recorded;
import io.cairn.config.item.ObservedResource;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bucket's settings, from answers on the wire to AWS's spelling. */
@NullMarked
class BucketSettingsTest {

  private static final String BUCKET = "AWS::S3::Bucket";

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  private JsonNode setting(String bucket, String name) {
    return recorded.list(BUCKET).named(bucket).supplementaryConfiguration().path(name);
  }

  private void changeBucket(Consumer<ObjectNode> change) {
    recorded
        .scenario()
        .change(Recorded.ACCOUNT, "global", "s3", "Buckets", "Name", "orders-logs", change);
  }

  @Test
  void shouldSpellNotificationsById() {
    assertThat(setting("orders-data", "BucketNotificationConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'configurations':{'arrivals':{'type':'QueueConfiguration',
                'queueARN':'arn:aws:sqs:us-east-1:111122223333:orders',
                'events':['s3:ObjectCreated:*'],'objectPrefixes':[],
                'filter':{'s3KeyFilter':{'filterRules':[{'name':'Prefix','value':'in/'}]}}},
                'losses':{'type':'TopicConfiguration',
                'topicARN':'arn:aws:sns:us-east-1:111122223333:orders',
                'events':['s3:ReducedRedundancyLostObject'],'objectPrefixes':[],'filter':null}}}
                """));
  }

  @Test
  void shouldSpellLifecycleRulesWithMinusOneForDaysThatAreNotSet() {
    assertThat(setting("orders-data", "BucketLifecycleConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'rules':[{'id':'old','prefix':null,'status':'Enabled','filter':{'predicate':{
                'type':'LifecycleAndOperator','operands':[
                {'type':'LifecyclePrefixPredicate','prefix':'in/'},
                {'type':'LifecycleTagPredicate','tag':{'key':'keep','value':'no'}}]}},
                'expirationInDays':365,'expirationDate':null,'expiredObjectDeleteMarker':false,
                'noncurrentVersionExpirationInDays':90,
                'transitions':[{'days':30,'date':null,'storageClass':'STANDARD_IA'}],
                'noncurrentVersionTransitions':[{'days':60,'storageClass':'GLACIER'}],
                'abortIncompleteMultipartUpload':null},
                {'id':'leftovers','prefix':null,'status':'Enabled','filter':{'predicate':{
                'type':'LifecyclePrefixPredicate','prefix':''}},
                'expirationInDays':-1,'expirationDate':null,'expiredObjectDeleteMarker':false,
                'noncurrentVersionExpirationInDays':-1,'transitions':null,
                'noncurrentVersionTransitions':null,
                'abortIncompleteMultipartUpload':{'daysAfterInitiation':7}}]}
                """));
  }

  @Test
  void shouldSpellReplicationLockAccelerationAndPayment() {
    // When
    JsonNode extra = recorded.list(BUCKET).named("orders-data").supplementaryConfiguration();

    // Then
    assertThat(extra.path("BucketReplicationConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'roleARN':'arn:aws:iam::111122223333:role/replicate','rules':{'copy':{
                'prefix':'in/','status':'Enabled','destinationConfig':{
                'bucketARN':'arn:aws:s3:::orders-copy','account':null,
                'storageClass':'STANDARD_IA'}}}}
                """));
    assertThat(extra.path("ObjectLockConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'objectLockEnabled':'Enabled','rule':{'defaultRetention':{
                'mode':'GOVERNANCE','days':30,'years':null}}}
                """));
    assertThat(extra.path("BucketAccelerateConfiguration"))
        .isEqualTo(Recorded.json("{'status':'Enabled'}"));
    assertThat(extra.path("IsRequesterPaysEnabled").asBoolean()).isTrue();
  }

  @Test
  void shouldSpellWebsiteAndCrossOriginRules() {
    // When
    JsonNode extra = recorded.list(BUCKET).named("orders-web").supplementaryConfiguration();

    // Then
    assertThat(extra.path("BucketWebsiteConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'indexDocumentSuffix':'index.html','errorDocument':'error.html',
                'redirectAllRequestsTo':null,'routingRules':[{
                'condition':{'keyPrefixEquals':'old/','httpErrorCodeReturnedEquals':null},
                'redirect':{'protocol':null,'hostName':null,'replaceKeyPrefixWith':'new/',
                'replaceKeyWith':null,'httpRedirectCode':'301'}}]}
                """));
    assertThat(extra.path("BucketCrossOriginConfiguration"))
        .isEqualTo(
            Recorded.json(
                """
                {'rules':[{'id':'shop','allowedMethods':['GET'],
                'allowedOrigins':['https://shop.example.com'],'allowedHeaders':[],
                'exposedHeaders':[],'maxAgeSeconds':600}]}
                """));
  }

  @Test
  void shouldLeaveOutWhatABucketDoesNotHave() {
    // When
    ObservedResource bucket = recorded.list(BUCKET).named("orders-logs");

    // Then
    JsonNode extra = bucket.supplementaryConfiguration();
    assertThat(extra.has("BucketLifecycleConfiguration")).isFalse();
    assertThat(extra.has("BucketReplicationConfiguration")).isFalse();
    assertThat(extra.has("BucketWebsiteConfiguration")).isFalse();
    assertThat(extra.has("BucketCrossOriginConfiguration")).isFalse();
    assertThat(extra.has("ObjectLockConfiguration")).isFalse();
    assertThat(extra.path("BucketNotificationConfiguration"))
        .isEqualTo(Recorded.json("{'configurations':{}}"));
    assertThat(extra.path("BucketAccelerateConfiguration"))
        .isEqualTo(Recorded.json("{'status':null}"));
    assertThat(extra.path("IsRequesterPaysEnabled").isBoolean()).isTrue();
    assertThat(extra.path("IsRequesterPaysEnabled").asBoolean()).isFalse();
    assertThat(bucket.staleParts()).isEmpty();
  }

  @Test
  void shouldSpellEveryPredicateAndTheOldPrefix() {
    // Given
    changeBucket(
        bucket ->
            bucket.set(
                "Lifecycle",
                Recorded.json(
                    """
                    {'Rule':[{'ID':'a','Prefix':'old/','Status':'Disabled',
                    'Expiration':{'Date':'2027-01-01T00:00:00.000Z'}},
                    {'ID':'b','Status':'Enabled','Filter':{'ObjectSizeGreaterThan':500},
                    'Expiration':{'ExpiredObjectDeleteMarker':true}}]}
                    """)));

    // When
    JsonNode rules = setting("orders-logs", "BucketLifecycleConfiguration").path("rules");

    // Then
    assertThat(rules.path(0).path("prefix").asText()).isEqualTo("old/");
    assertThat(rules.path(0).path("filter").isNull()).isTrue();
    assertThat(rules.path(0).path("expirationDate").asText()).isEqualTo("2027-01-01T00:00:00.000Z");
    assertThat(rules.path(1).path("filter").path("predicate"))
        .hasToString(
            "{\"type\":\"LifecycleObjectSizeGreaterThanPredicate\",\"objectSizeGreaterThan\":500}");
    assertThat(rules.path(1).path("expiredObjectDeleteMarker").asBoolean()).isTrue();
  }

  @Test
  void shouldSpellABucketAsAwsConfigDoes() {
    // When
    ObservedResource bucket = recorded.list(BUCKET).named("orders-data");

    // Then
    JsonNode extra = bucket.supplementaryConfiguration();
    assertThat(bucket.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'name':'orders-data','creationDate':'2025-01-10T00:00:00.000Z','owner':{
                'displayName':'orders',
                'id':'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}}
                """));
    assertThat(extra.path("AccessControlList").isTextual()).isTrue();
    assertThat(Recorded.json(extra.path("AccessControlList").asText()).path("grantList").get(0))
        .hasToString(
            "{\"grantee\":{\"id\":"
                + "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                + "\"displayName\":\"orders\"},\"permission\":\"FullControl\"}");
    assertThat(extra.path("BucketVersioningConfiguration"))
        .isEqualTo(Recorded.json("{'status':'Enabled','isMfaDeleteEnabled':false}"));
    assertThat(extra.path("BucketLoggingConfiguration"))
        .isEqualTo(
            Recorded.json("{'destinationBucketName':'orders-logs','logFilePrefix':'data/'}"));
    assertThat(extra.path("PublicAccessBlockConfiguration"))
        .isEqualTo(
            Recorded.json(
                "{'blockPublicAcls':true,'ignorePublicAcls':true,'blockPublicPolicy':true,"
                    + "'restrictPublicBuckets':true}"));
    assertThat(extra.path("BucketPolicy").path("policyText").asText()).contains("SecureTransport");
    assertThat(bucket.tags()).containsEntry("team", "orders").containsEntry("env", "prod");
    assertThat(bucket.availabilityZone()).isEqualTo("Regional");
    assertThat(bucket.arn()).isEqualTo("arn:aws:s3:::orders-data");
  }

  @Test
  void shouldRecordEmptyFormsWhenABucketHasNoSettings() {
    // When
    ObservedResource bucket = recorded.list(BUCKET).named("orders-web");

    // Then
    JsonNode extra = bucket.supplementaryConfiguration();
    assertThat(bucket.key().region()).isEqualTo("eu-west-1");
    assertThat(extra.path("BucketPolicy")).isEqualTo(Recorded.json("{'policyText':null}"));
    assertThat(extra.path("BucketVersioningConfiguration"))
        .isEqualTo(Recorded.json("{'status':'Off','isMfaDeleteEnabled':null}"));
    assertThat(extra.path("BucketLoggingConfiguration"))
        .isEqualTo(Recorded.json("{'destinationBucketName':null,'logFilePrefix':null}"));
    assertThat(extra.has("PublicAccessBlockConfiguration")).isFalse();
    assertThat(extra.path("AccessControlList").asText())
        .contains("{\"grantee\":\"AllUsers\",\"permission\":\"Read\"}");
    assertThat(bucket.staleParts()).isEmpty();
  }
}
