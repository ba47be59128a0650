package io.millrace.kafka;

import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.config.SinksConfig;
import io.millrace.data.DeadLetter;
import io.millrace.data.Prediction;
import io.millrace.data.Report;
import io.millrace.data.Snapshot;
import io.millrace.format.ModelFormat;
import io.millrace.format.PredictionJson;
import io.millrace.format.ReportJson;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The sinks of a job. With {@link SinksConfig.Guarantee#EXACTLY_ONCE} each writes in transactions
 * that commit with Flink's checkpoints.
 */
public final class KafkaSinks {

    /**
     * The largest record that is handed to the broker, in bytes. Above Kafka's default, because a
     * dead letter is larger than a record that was just small enough, and a model is larger still.
     */
    static final int MAX_RECORD_BYTES = 64 << 20;

    private static final String MAX_REQUEST = "max.request.size";
    private static final String BUFFER = "buffer.memory";

    private final String job;
    private final SinksConfig config;
    private final Properties properties;
    private final LearnerConfig learner;
    private final long deadLetterBytes;

    /**
     * @param limits what the broker takes
     */
    public KafkaSinks(JobConfig job, KafkaSetup.Limits limits) {
        this.job = job.name();
        this.config = job.sinks();
        this.learner = job.learner();
        this.properties = properties(job);
        this.deadLetterBytes = Math.min(limits.deadLetterBytes(), maxRecordBytes(job));
    }

    private static Properties properties(JobConfig job) {
        Properties properties = new Properties();
        properties.setProperty(MAX_REQUEST, Integer.toString(MAX_RECORD_BYTES));
        properties.setProperty(BUFFER, Integer.toString(2 * MAX_RECORD_BYTES));
        // What is written is as long as what was read, which may have come in compressed.
        properties.setProperty("compression.type", "lz4");
        properties.putAll(ClientProperties.of(job.source(), job.sinks()));
        return properties;
    }

    /**
     * The largest record that the job's producers hand to the broker, before compression.
     *
     * @throws SetupException if it is not set to a number
     */
    static int maxRecordBytes(JobConfig job) {
        Properties properties = properties(job);
        try {
            int request = (int) ConfigDef.parseType(MAX_REQUEST, properties.get(MAX_REQUEST), INT);
            long buffer = (long) ConfigDef.parseType(BUFFER, properties.get(BUFFER), LONG);
            return (int) Math.min(request, buffer);
        } catch (ConfigException e) {
            throw new SetupException("sinks.properties: " + e.getMessage(), e);
        }
    }

    /** Evaluation reports as JSON. */
    public Sink<Report> reports() {
        return sink("reports", new KeyedSchema<>(config.metrics(), Report::key, ReportJson::write));
    }

    /** Predictions as JSON, if the job is to write them. */
    public Optional<Sink<Prediction>> predictions() {
        PredictionJson json = new PredictionJson(learner.schema().target());
        return config.predictions()
                .map(topic -> new KeyedSchema<>(topic, Prediction::key, json::write))
                .map(schema -> sink("predictions", schema));
    }

    /** Records that broke the data contract. */
    public Sink<DeadLetter> deadLetters() {
        return sink("dead-letters", new DeadLetterSchema(config.deadLetters(), deadLetterBytes));
    }

    /** Whole models as safetensors, if the job is to publish them. */
    public Optional<Sink<Snapshot>> models() {
        LearnerConfig learned = learner;
        return config.models()
                .map(
                        topic ->
                                new KeyedSchema<>(
                                        topic,
                                        Snapshot::key,
                                        model -> ModelFormat.write(Model.of(model, learned))))
                .map(schema -> sink("models", schema));
    }

    private <T> Sink<T> sink(String name, TopicSchema<T> schema) {
        KafkaSink<T> sink =
                KafkaSink.<T>builder()
                        .setKafkaProducerConfig(properties)
                        .setRecordSerializer(schema)
                        .setDeliveryGuarantee(guarantee())
                        // Ends in a colon, so that no sink's prefix begins with another's.
                        .setTransactionalIdPrefix(job + "/" + name + ":")
                        // The default leaves a name in the broker's memory for each checkpoint, for
                        // a week.
                        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                        .build();
        return new GuardedSink<>(sink, schema.topic(), config.lostTransactions(), properties);
    }

    private DeliveryGuarantee guarantee() {
        return switch (config.guarantee()) {
            case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
            case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
        };
    }
}
