package io.cairn.aws;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Who a target is called as: the base credentials, or a role assumed with them. One session per
 * role, external id and endpoint, shared by all regions and renewed before it expires.
 */
final class Credentials implements AutoCloseable {

  private static final String SESSION = "cairn";
  private static final int SESSION_SECONDS = 3600;

  private record Role(String arn, @Nullable String externalId, @Nullable URI endpoint) {}

  private final AwsCredentialsProvider base;
  private final Function<AwsTarget, StsClient> sts;
  private final ConcurrentMap<Role, StsAssumeRoleCredentialsProvider> sessions =
      new ConcurrentHashMap<>();

  Credentials(@Nullable AwsCredentialsProvider base, Function<AwsTarget, StsClient> sts) {
    this.base = base == null ? DefaultCredentialsProvider.builder().build() : base;
    this.sts = sts;
  }

  /** A provider that stays right when a session is renewed, and that no client closes. */
  AwsCredentialsProvider of(AwsTarget target) {
    String roleArn = target.roleArn();
    if (roleArn == null) {
      return () -> base.resolveCredentials();
    }
    var role = new Role(roleArn, target.externalId(), target.endpoint());
    return () -> sessions.computeIfAbsent(role, r -> session(r, target)).resolveCredentials();
  }

  void renew(AwsTarget target) {
    String roleArn = target.roleArn();
    if (roleArn != null) {
      var old = sessions.remove(new Role(roleArn, target.externalId(), target.endpoint()));
      if (old != null) {
        old.close();
      }
    }
  }

  private StsAssumeRoleCredentialsProvider session(Role role, AwsTarget target) {
    var asBase = new AwsTarget(target.account(), target.region(), null, null, target.endpoint());
    var request =
        AssumeRoleRequest.builder()
            .roleArn(role.arn())
            .externalId(role.externalId())
            .roleSessionName(SESSION)
            .durationSeconds(SESSION_SECONDS)
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.apply(asBase))
        .refreshRequest(request)
        .build();
  }

  @Override
  public void close() {
    sessions.values().forEach(StsAssumeRoleCredentialsProvider::close);
    if (base instanceof DefaultCredentialsProvider chain) {
      chain.close();
    }
  }
}
