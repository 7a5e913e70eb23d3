package io.cairn.web.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logmanager.LogContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What SLF4J finds when it looks for a binding; made by the service loader, once. */
public final class StructuredLogging implements SLF4JServiceProvider {
  private final Map<String, StructuredLogger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new RecordContext();

  /** For the service loader. */
  public StructuredLogging() {
    // Nothing to prepare: log contexts exist as soon as the log manager does.
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, StructuredLogging::logger);
  }

  private static StructuredLogger logger(String name) {
    return new StructuredLogger(
        LogContext.getLogContext().getLogger(name.equals(Logger.ROOT_LOGGER_NAME) ? "" : name));
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // Everything is made already.
  }
}
