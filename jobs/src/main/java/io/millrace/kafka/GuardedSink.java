package io.millrace.kafka;

import io.millrace.config.SinksConfig;
import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * The connector's sink, but what would be lost is not lost in silence, and what no restart mends
 * ends the job: see {@link GuardedCommitter} and {@link GuardedWriter}.
 *
 * @param <T> what is written
 */
final class GuardedSink<T>
        implements TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable>,
                LineageVertexProvider {

    private static final long serialVersionUID = 1L;

    private final KafkaSink<T> sink;
    private final String topic;
    private final SinksConfig.LostTransactions lost;
    private final Properties client;

    /**
     * @param client the properties of a client that may look at the sink's transactions
     */
    GuardedSink(
            KafkaSink<T> sink, String topic, SinksConfig.LostTransactions lost, Properties client) {
        this.sink = sink;
        this.topic = topic;
        this.lost = lost;
        this.client = client;
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return new GuardedCommitter(
                sink.createCommitter(context),
                topic,
                lost,
                client,
                context.metricGroup().counter("reusedTransactions"));
    }

    @Override
    public GuardedWriter<T> createWriter(WriterInitContext context) throws IOException {
        WriterAdmin.requireBroker(client);
        return guard(sink.createWriter(GuardedWriter.context(context, topic)));
    }

    @Override
    public GuardedWriter<T> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> state) {
        WriterAdmin.requireBroker(client);
        return guard(sink.restoreWriter(GuardedWriter.context(context, topic), state));
    }

    private GuardedWriter<T> guard(
            PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer) {
        return new GuardedWriter<>(WriterAdmin.close(writer), topic);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public void addPostCommitTopology(
            DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return sink.getLineageVertex();
    }
}
