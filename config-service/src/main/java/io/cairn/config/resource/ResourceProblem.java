package io.cairn.config.resource;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about resources. */
enum ResourceProblem implements ProblemType {
  RESOURCE_UNKNOWN("resource-unknown", 404, "No such resource was recorded"),
  ITEM_UNKNOWN("item-unknown", 404, "The resource has no such item"),
  BAD_TIME("bad-time", 400, "A time cannot be read"),
  BAD_RANGE("bad-range", 400, "A range is empty"),
  BAD_TAG("bad-tag", 400, "A tag filter cannot be read");

  private final String slug;
  private final int status;
  private final String title;

  ResourceProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
