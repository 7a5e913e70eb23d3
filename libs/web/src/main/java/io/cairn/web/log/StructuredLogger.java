package io.cairn.web.log;

import static org.jboss.logmanager.Level.DEBUG;
import static org.jboss.logmanager.Level.ERROR;
import static org.jboss.logmanager.Level.INFO;
import static org.jboss.logmanager.Level.TRACE;
import static org.jboss.logmanager.Level.WARN;

import java.util.List;
import java.util.Objects;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.DefaultLoggingEventBuilder;
import org.slf4j.spi.LoggingEventAware;

/**
 * A logger whose fluent calls keep their pairs: each becomes an entry of the record's context. The
 * call's own pair wins over the thread's of the same name, in that one record.
 */
final class StructuredLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;
  private static final String CALLER = StructuredLogger.class.getName();
  private static final String FLUENT_CALLER = DefaultLoggingEventBuilder.class.getName();

  private final transient Logger logger;

  StructuredLogger(Logger logger) {
    this.name = logger.getName();
    this.logger = logger;
  }

  @Override
  public boolean isTraceEnabled() {
    return logger.isLoggable(TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return logger.isLoggable(DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return logger.isLoggable(INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return logger.isLoggable(WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return logger.isLoggable(ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return CALLER;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    logger.logRaw(newRecord(level, pattern, arguments, thrown, CALLER));
  }

  @Override
  public void log(LoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    ExtLogRecord line =
        newRecord(
            event.getLevel(),
            event.getMessage(),
            arguments,
            event.getThrowable(),
            Objects.requireNonNullElse(event.getCallerBoundary(), FLUENT_CALLER));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        line.putMdc(String.valueOf(pair.key), String.valueOf(pair.value));
      }
    }
    logger.logRaw(line);
  }

  private ExtLogRecord newRecord(
      Level level,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown,
      String caller) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    var levelOfLine =
        switch (level) {
          case Level.TRACE -> TRACE;
          case Level.DEBUG -> DEBUG;
          case Level.INFO -> INFO;
          case Level.WARN -> WARN;
          case Level.ERROR -> ERROR;
        };
    ExtLogRecord line =
        new ExtLogRecord(levelOfLine, message, ExtLogRecord.FormatStyle.NO_FORMAT, caller);
    line.setThrown(thrown);
    return line;
  }
}
