package io.cairn.aws;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * For clients with an endpoint of their own: keeps the host as configured, where a service would
 * put the account id before it, and checks its addresses before each attempt, so that a name that
 * changed its address since is refused too.
 */
record EndpointInterceptor(URI endpoint, EndpointGuard guard) implements ExecutionInterceptor {

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    boolean kept = request.host().equals(endpoint.getHost());
    return kept ? request : request.toBuilder().host(endpoint.getHost()).build();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    guard.check(endpoint);
  }
}
