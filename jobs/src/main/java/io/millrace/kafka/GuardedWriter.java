package io.millrace.kafka;

import io.millrace.operator.UnrecoverableException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.util.function.ThrowingRunnable;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's writer, but a record that its topic or the client does not take ends the job: a
 * restart would write the same record again. Left out it must not be, for a report or a prediction
 * would be missing in silence.
 */
final class GuardedWriter<T>
        implements PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedWriter.class);

    /** What the client says of a record that it did not even send: the topic has no part in it. */
    private static final String BY_CLIENT = "when serialized";

    private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;
    private final String topic;

    GuardedWriter(
            PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
            String topic) {
        this.writer = writer;
        this.topic = topic;
    }

    /** A context for the connector's writer, which reports some failures through its mailbox. */
    static WriterInitContext context(WriterInitContext context, String topic) {
        return new GuardedContext(context, new GuardedMailbox(context.getMailboxExecutor(), topic));
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        try {
            writer.write(element, context);
        } catch (IOException | RuntimeException e) {
            throwIfTooLarge(e, topic);
            throw e;
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        try {
            writer.flush(endOfInput);
        } catch (IOException | RuntimeException e) {
            throwIfTooLarge(e, topic);
            throw e;
        }
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
        return writer.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    /**
     * Without what the broker refused meanwhile: no checkpoint holds it, so it is written again. If
     * the connector threw it here, while a task fails, Flink would end the whole TaskManager.
     */
    @Override
    public void close() throws Exception {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("Closed the writer of topic '{}' with records on their way", topic, e);
        }
    }

    private static void throwIfTooLarge(Exception e, String topic) {
        Optional<RecordTooLargeException> cause = Causes.find(e, RecordTooLargeException.class);
        if (cause.isPresent()) {
            String message = String.valueOf(cause.get().getMessage());
            throw new UnrecoverableException(
                    String.format(
                            "a record is too large for topic '%s' (%s) Nothing is lost: %s, and"
                                    + " start the job from its last checkpoint",
                            topic, message, remedy(message)),
                    e);
        }
    }

    private static String remedy(String message) {
        return message.contains(BY_CLIENT)
                ? "raise max.request.size in sinks.properties, buffer.memory with it, and the"
                        + " topic's "
                        + SinkTopics.MAX_BYTES
                        + " if it is lower"
                : String.format(
                        "raise the topic's %s, best to %d",
                        SinkTopics.MAX_BYTES, KafkaSinks.MAX_RECORD_BYTES);
    }

    private record GuardedMailbox(MailboxExecutor mailbox, String topic)
            implements MailboxExecutor {

        @Override
        public void execute(
                MailOptions options,
                ThrowingRunnable<? extends Exception> command,
                String description,
                Object... arguments) {
            mailbox.execute(options, () -> run(command), description, arguments);
        }

        private void run(ThrowingRunnable<? extends Exception> command) throws Exception {
            try {
                command.run();
            } catch (Exception e) {
                throwIfTooLarge(e, topic);
                throw e;
            }
        }

        @Override
        public void yield() throws InterruptedException {
            mailbox.yield();
        }

        @Override
        public boolean tryYield() {
            return mailbox.tryYield();
        }

        @Override
        public boolean shouldInterrupt() {
            return mailbox.shouldInterrupt();
        }
    }
}
