package io.cairn.web.log;

import java.util.Deque;
import java.util.Map;
import org.jboss.logmanager.MDC;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.ThreadLocalMapOfStacks;
import org.slf4j.spi.MDCAdapter;

/** SLF4J's view of the log manager's context, which Quarkus carries along with a request. */
final class RecordContext implements MDCAdapter {
  private final ThreadLocalMapOfStacks stacks = new ThreadLocalMapOfStacks();

  @Override
  public void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  @Override
  public @Nullable String get(String key) {
    return MDC.get(key);
  }

  @Override
  public void remove(String key) {
    MDC.remove(key);
  }

  @Override
  public void clear() {
    MDC.clear();
  }

  @Override
  public Map<String, String> getCopyOfContextMap() {
    return MDC.copy();
  }

  @Override
  public void setContextMap(Map<String, String> map) {
    MDC.clear();
    map.forEach(this::put);
  }

  @Override
  public void pushByKey(String key, String value) {
    stacks.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return stacks.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return stacks.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    stacks.clearDequeByKey(key);
  }
}
