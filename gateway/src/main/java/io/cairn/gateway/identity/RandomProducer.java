package io.cairn.gateway.identity;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The one source of unguessable bytes. */
@Singleton
class RandomProducer {

  @Produces
  @Singleton
  SecureRandom secureRandom() {
    return new SecureRandom();
  }
}
