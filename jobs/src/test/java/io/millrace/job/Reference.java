package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.config.JobConfig;
import io.millrace.data.Adopt;
import io.millrace.data.DeadLetter;
import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.format.ModelFormat;
import io.millrace.format.RecordParsers;
import io.millrace.format.ReportJson;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import io.millrace.operator.ParseOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a job must come to: the plain {@link Learner}s over the same records, without Flink. */
final class Reference {

    private final RecordParser parser;
    private LearnerConfig config;
    private final Map<String, Learner> learners = new TreeMap<>();
    private final Map<String, List<byte[]>> versions = new TreeMap<>();
    private final List<String> reports = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    Reference(JobConfig job) {
        this.config = job.learner();
        this.parser = RecordParsers.create(job.source().format(), config.schema());
    }

    /** Takes the records of a source topic, in their order. */
    Reference learn(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            learn(raw(record));
        }
        return this;
    }

    private void learn(RawRecord record) {
        try {
            Sample sample = parser.parse(record);
            learner(sample.key()).learn(sample).forEach(this::add);
            if (sample.admitted() && (sample.ordinal + 1) % config.admit().publishEvery() == 0) {
                versions.computeIfAbsent(sample.key(), k -> new ArrayList<>())
                        .add(model(sample.key()));
            }
        } catch (RejectedRecordException e) {
            learner(e.key()).reject(new Rejected(e.key(), e.reason()));
            deadLetters.add(
                    new DeadLetter(record, e.reason(), e.getMessage(), ParseOperator.STAGE));
        }
    }

    private Learner learner(String key) {
        return learners.computeIfAbsent(key, k -> new Learner(k, config));
    }

    /** Goes on with another configuration from where all learners are. */
    Reference reconfigure(LearnerConfig other) {
        config = other;
        learners.replaceAll(
                (key, learner) -> new Learner(key, other, new Adopt(key, pages(learner))));
        return this;
    }

    private static List<Page> pages(Learner learner) {
        List<Page> pages = learner.snapshot().pages();
        // This snapshot is no version of the model.
        pages.get(0).longs("version", 1)[0]--;
        return pages;
    }

    private void add(Report report) {
        reports.add(new String(ReportJson.write(report), UTF_8));
    }

    /** The reports of closed windows, as JSON. */
    List<String> windows() {
        return reports;
    }

    /** All versions of each model that were published, as the models topic has them, by key. */
    Map<String, List<byte[]>> versions() {
        return versions;
    }

    /** All reports with the last, cumulative ones, as JSON, in their order for each model. */
    List<String> reports() {
        List<String> all = new ArrayList<>(reports);
        learners.values()
                .forEach(learner -> all.add(new String(ReportJson.write(learner.report()), UTF_8)));
        return all;
    }

    /** The last version of a model, as the models topic has it. */
    byte[] model(String key) {
        Learner learner = learner(key);
        Map<String, Double> metrics = learner.report().cumulative();
        return ModelFormat.write(Model.of(learner.snapshot(), config, metrics));
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        List<RawRecord.Header> headers = new ArrayList<>();
        record.headers().forEach(h -> headers.add(new RawRecord.Header(h.key(), h.value())));
        return new RawRecord(
                record.key(),
                record.value(),
                headers,
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp());
    }
}
