package io.cairn.web.page;

import io.smallrye.config.ConfigMapping;

/** How lists page. */
@ConfigMapping(prefix = "cairn.web")
public interface PageConfig {
  /**
   * Secret under which page tokens are sealed; the same for all replicas of a service, any text of
   * 16 characters or more.
   */
  String tokenKey();
}
