package heed.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/// Everything that is logged while it is open, with its stack traces. It outlives the start of a server, which sets
/// up logging anew.
public final class LogLines implements AutoCloseable {

    /// An e-mail address, or a phone number in E.164: neither may ever be in a log.
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)*\\.[A-Za-z]{2,}|(?<![\\w.:-])\\+[1-9][0-9]{7,14}(?!\\d)");

    /// One thing that was logged.
    ///
    /// @param failure whether it is an error with a stack trace
    public record Line(String text, boolean failure) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext context;
    private final AppenderBase<ILoggingEvent> appender = new Appender();
    private final LoggerContextListener listener = new Again();

    private LogLines(LoggerContext context) {
        this.context = context;
    }

    /// Begins to listen.
    public static LogLines open() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            throw new IllegalStateException("logs go to " + factory + ", where nobody looks");
        }
        LogLines log = new LogLines(context);
        log.attach();
        context.addListener(log.listener);
        return log;
    }

    /// Those with an address in them.
    public List<String> withAddress() {
        return lines.stream().map(Line::text).filter(text -> ADDRESS.matcher(text).find()).toList();
    }

    /// Adds one that nobody logged.
    void note(String message, @Nullable Throwable failure) {
        appender.doAppend(new LoggingEvent(LogLines.class.getName(), context.getLogger(LogLines.class), Level.ERROR,
                message, failure, null));
    }

    /// All of them.
    public List<Line> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        context.removeListener(listener);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        appender.stop();
    }

    private void attach() {
        appender.setContext(context);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            String trace = event.getThrowableProxy() == null
                    ? ""
                    : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(new Line(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage()
                    + trace, !trace.isEmpty() && event.getLevel().isGreaterOrEqual(Level.ERROR)));
        }
    }

    /// A server that starts takes all appenders off.
    private final class Again implements LoggerContextListener {

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext reset) {
            attach();
        }

        @Override
        public void onStart(LoggerContext started) {
        }

        @Override
        public void onStop(LoggerContext stopped) {
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
        }
    }
}
