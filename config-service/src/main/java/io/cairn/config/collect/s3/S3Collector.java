package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Known;
import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.Paging;
import io.cairn.config.collect.sdk.Part;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/**
 * Buckets: one list for the account, then each bucket's settings from its own region. AWS Config
 * spells them by hand, see {@link S3Parts}. Buckets in regions that are not recorded are left out.
 */
public final class S3Collector implements Collector {

  static final String TYPE = "AWS::S3::Bucket";

  private static final int PAGE = 1000;
  private static final int SIDE_BY_SIDE = 6;
  private static final String LIST = "s3:ListAllMyBuckets";
  private static final String LOCATION = "s3:GetBucketLocation";
  private static final Set<String> GONE = Set.of("NoSuchBucket");

  private final TypeDeclaration type;

  public S3Collector() {
    List<String> actions = new ArrayList<>(List.of(LIST, LOCATION));
    S3Parts.ALL.forEach(part -> actions.add(part.action()));
    type =
        new TypeDeclaration(
            TYPE,
            Reach.ACCOUNT_LIST,
            TYPE,
            actions,
            List.of(
                ChangeEvents.of(
                    "s3",
                    "CreateBucket|DeleteBucket|PutBucketAcl|PutBucketPolicy|DeleteBucketPolicy"
                        + "|PutBucketVersioning|PutBucketLogging|PutBucketEncryption"
                        + "|DeleteBucketEncryption|PutBucketPublicAccessBlock"
                        + "|DeleteBucketPublicAccessBlock|PutBucketTagging|DeleteBucketTagging"
                        + "|PutBucketNotification|PutBucketNotificationConfiguration"
                        + "|PutBucketLifecycle|PutBucketLifecycleConfiguration"
                        + "|DeleteBucketLifecycle|PutBucketReplication|DeleteBucketReplication"
                        + "|PutBucketWebsite|DeleteBucketWebsite|PutBucketCors|DeleteBucketCors"
                        + "|PutBucketObjectLockConfiguration|PutObjectLockConfiguration"
                        + "|PutAccelerateConfiguration|PutBucketAccelerateConfiguration"
                        + "|PutBucketRequestPayment"
                        + "|PutBucketOwnershipControls|DeleteBucketOwnershipControls"
                        + " > req.bucketName")),
            null,
            arn -> Arns.resource(arn, "s3", "", '/'),
            false);
  }

  @Override
  public TypeDeclaration type() {
    return type;
  }

  @Override
  public void list(Session session, String region, ListingSink sink) {
    pages(
        session,
        null,
        page ->
            page.buckets().stream()
                .gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, b -> seen(session, b)))
                .forEachOrdered(s -> s.tell(sink)));
  }

  private static void pages(
      Session session, @Nullable String prefix, Consumer<ListBucketsResponse> take) {
    Paging.<ListBucketsResponse>each(
        LIST, token -> page(session, token, prefix), ListBucketsResponse::continuationToken, take);
  }

  /** What became of a listed bucket: one of the two, or neither when it is left out or gone. */
  private record Seen(@Nullable ObservedResource resource, @Nullable ResourceKey unread) {

    void tell(ListingSink sink) {
      if (resource != null) {
        sink.found(resource);
      } else if (unread != null) {
        sink.unread(unread.resourceType(), unread.region(), unread.resourceId());
      }
    }
  }

  private static Seen seen(Session session, Bucket bucket) {
    try {
      String region = region(session, bucket);
      return new Seen(
          session.records(region) ? read(session.in(region), bucket).orElse(null) : null, null);
    } catch (AwsCallFailedException e) {
      return new Seen(
          null, new ResourceKey(session.account(), session.region(), TYPE, bucket.name()));
    }
  }

  @Override
  public Looked describe(Session session, String region, String resourceId, Known known) {
    try {
      List<Bucket> found = new ArrayList<>();
      pages(
          session,
          resourceId,
          page ->
              page.buckets().stream().filter(b -> b.name().equals(resourceId)).forEach(found::add));
      return found.isEmpty() ? new Looked.Gone() : described(session, found.getFirst());
    } catch (AwsCallFailedException e) {
      return new Looked.Unread();
    }
  }

  private static Looked described(Session session, Bucket bucket) {
    String region = region(session, bucket);
    if (!session.records(region)) {
      return new Looked.Unread();
    }
    return read(session.in(region), bucket)
        .<Looked>map(r -> new Looked.Found(r, false))
        .orElseGet(Looked.Gone::new);
  }

  private static ListBucketsResponse page(
      Session session, @Nullable String token, @Nullable String prefix) {
    return session.call(
        S3Client.class,
        LIST,
        Set.of(),
        s3 -> s3.listBuckets(r -> r.maxBuckets(PAGE).continuationToken(token).prefix(prefix)));
  }

  /** A list that is not paged, as some endpoints give it, does not tell the region. */
  private static String region(Session session, Bucket bucket) {
    if (bucket.bucketRegion() != null) {
      return bucket.bucketRegion();
    }
    String constraint =
        session.call(
            S3Client.class,
            LOCATION,
            Set.of(),
            s3 -> s3.getBucketLocation(r -> r.bucket(bucket.name())).locationConstraintAsString());
    if (constraint == null || constraint.isEmpty()) {
      return "us-east-1";
    }
    return constraint.equals("EU") ? "eu-west-1" : constraint;
  }

  /** Empty when the bucket went away meanwhile. */
  private static Optional<ObservedResource> read(Session session, Bucket bucket) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    configuration.put("name", bucket.name());
    configuration.set("creationDate", Family.FIRST_LETTER.time(bucket.creationDate()));
    var draft =
        new Draft(session.now(), configuration)
            .arn("arn:" + session.partition() + ":s3:::" + bucket.name())
            .name(bucket.name())
            .zone("Regional")
            .created(bucket.creationDate());
    for (Part<S3Client> part : S3Parts.ALL) {
      if (!draft.read(session, S3Client.class, part, GONE)) {
        return Optional.empty();
      }
    }
    S3Parts.finish(draft);
    var key = new ResourceKey(session.account(), session.region(), TYPE, bucket.name());
    return Optional.of(draft.finish(key, Set.of()));
  }
}
