package io.cairn.gateway.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;

/** Who sent the request that is being answered, as the gateway's edge found out. */
@Singleton
class CurrentCaller {
  private final CurrentVertxRequest current;

  CurrentCaller(CurrentVertxRequest current) {
    this.current = current;
  }

  SignedIn get() {
    if (current.getCurrent().get(SignedIn.KEY) instanceof SignedIn signedIn) {
      return signedIn;
    }
    throw new IllegalStateException("the caller is known only inside an authorised request");
  }
}
