package io.millrace.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Looks for a word in all that is logged in this JVM, down to DEBUG, until it is closed. */
final class LogSearch extends AbstractAppender implements AutoCloseable {

    private final String word;
    private final AtomicLong events = new AtomicLong();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    LogSearch(String word) {
        super("search", null, null, true, Property.EMPTY_ARRAY);
        this.word = word;
        start();
        LoggerConfig root = context.getConfiguration().getRootLogger();
        root.removeAppender("console");
        root.addAppender(this, Level.DEBUG, null);
        root.setLevel(Level.DEBUG);
        context.updateLoggers();
    }

    @Override
    public void append(LogEvent event) {
        events.incrementAndGet();
        StringWriter text = new StringWriter();
        text.append(event.getLoggerName()).append(": ");
        text.append(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(text));
        }
        if (text.toString().contains(word)) {
            found.add(text.toString());
        }
    }

    long events() {
        return events.get();
    }

    Queue<String> found() {
        return found;
    }

    @Override
    public void close() {
        context.reconfigure();
    }
}
