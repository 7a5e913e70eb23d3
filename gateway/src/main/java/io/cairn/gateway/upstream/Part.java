package io.cairn.gateway.upstream;

import java.net.URI;

/**
 * One of the services behind the gateway.
 *
 * @param name the service's name, which its internal tokens carry as audience
 * @param pathPrefix what the paths of its operations begin with, without a slash at the end
 * @param address where it listens: scheme, host and port
 */
public record Part(String name, String pathPrefix, URI address) {

  /** Whether a path is inside this part's own range. */
  public boolean owns(String path) {
    return path.equals(pathPrefix) || path.startsWith(pathPrefix + "/");
  }
}
