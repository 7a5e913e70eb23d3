package io.cairn.testkit.servers;

import io.cairn.testkit.access.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every {@code @QuarkusTest} of a module its servers; found through {@code
 * META-INF/services}, so tests need no annotation. The servers run in the system class loader,
 * because Kafka resolves its plug-ins through the thread's.
 */
public final class ServiceTestServers implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(serverSettings());
    settings.putAll(TestKeys.settings());
    return settings;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> serverSettings() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      Class<?> servers =
          Class.forName(
              "io.cairn.testkit.servers.EmbeddedServers", true, ClassLoader.getSystemClassLoader());
      return (Map<String, String>) servers.getMethod("settings").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the test servers did not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("testkit is not on the system class path", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void stop() {
    // The servers end with the test JVM: the next application start of this JVM uses them again.
  }
}
