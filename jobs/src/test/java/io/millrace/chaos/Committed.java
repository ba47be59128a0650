package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.Adopt;
import io.millrace.data.Feature;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.format.ModelFormat;
import io.millrace.format.PredictionJson;
import io.millrace.format.RecordParsers;
import io.millrace.format.ReportJson;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A stream with samples that come twice and poison, and what a job commits of it. */
final class Committed {

    static final int ROWS = 800;
    static final LearnerConfig CONFIG = config();
    static final List<RawRecord> PLAYED = played();

    final List<RawRecord> predictions = new ArrayList<>();
    final List<RawRecord> deadLetters = new ArrayList<>();
    final List<RawRecord> metrics = new ArrayList<>();
    final List<RawRecord> models = new ArrayList<>();

    private final Map<String, Learner> learners = new TreeMap<>();

    private static LearnerConfig config() {
        Schema schema =
                new Schema(
                        List.of(new Feature.Numeric("a"), new Feature.Numeric("b")),
                        new Target.Classification("y", List.of("no", "yes")),
                        "id",
                        "key",
                        "time",
                        null);
        LearnerConfig d = LearnerConfig.defaults(schema);
        TrainConfig t = d.train();
        TrainConfig adam =
                new TrainConfig(
                        ModelConfig.linear(),
                        OptimizerConfig.adam(0.01),
                        t.schedule(),
                        4,
                        1,
                        0,
                        0,
                        0,
                        TrainConfig.Compute.LOOPS);
        return new LearnerConfig(
                schema,
                new AdmitConfig(100, 20),
                d.clean(),
                d.normalize(),
                d.rebalance(),
                adam,
                new EvaluateConfig(50, 60_000, 0, 0, 0.99));
    }

    private static List<RawRecord> played() {
        List<RawRecord> played = new ArrayList<>();
        long[] offsets = {5, 0};
        for (int i = 0; i < ROWS; i++) {
            int partition = i % 3 == 0 ? 1 : 0;
            String value = i % 40 == 7 ? "poison " + i : sample(i % 40 == 31 ? i - 6 : i);
            played.add(
                    new RawRecord(
                            ("r" + i).getBytes(UTF_8),
                            i % 80 == 50 ? null : value.getBytes(UTF_8),
                            List.of(new RawRecord.Header("trace", new byte[] {(byte) i})),
                            "samples",
                            partition,
                            offsets[partition]++,
                            1_000 + i));
        }
        return played;
    }

    private static String sample(int i) {
        Random random = new Random(i);
        double a = random.nextGaussian();
        return String.format(
                "{\"id\":\"s%d\",\"key\":\"k%d\",\"time\":%d,\"a\":%s,\"b\":%s,\"y\":\"%s\"}",
                i, i % 3 == 0 ? 1 : 0, 1_000L * i, a, i % 7, a > 0.2 ? "yes" : "no");
    }

    /** What a job commits that nothing happens to, and that is drained at the end. */
    static Committed all() {
        Committed committed = new Committed();
        committed.take(PLAYED);
        committed.end();
        return committed;
    }

    /** Takes records, as far as anything is to be put out. */
    void take(List<RawRecord> records) {
        RecordParser parser = RecordParsers.create(FormatConfig.defaults(), CONFIG.schema());
        for (RawRecord record : records) {
            try {
                learn(parser.parse(record), record);
            } catch (RejectedRecordException e) {
                learner(e.key()).reject(new Rejected(e.key(), e.reason()));
                letter(record, e.reason());
            }
        }
    }

    private void learn(Sample sample, RawRecord record) {
        Learner learner = learner(sample.key());
        learner.learn(sample).forEach(this::report);
        if (!sample.admitted()) {
            letter(record, RejectReason.DUPLICATE_ID);
            return;
        }
        Prediction prediction =
                new Prediction(
                        sample.key(),
                        sample.id(),
                        sample.partition,
                        sample.offset,
                        sample.eventTime,
                        sample.prediction,
                        sample.label());
        byte[] json = new PredictionJson(CONFIG.schema().target()).write(prediction);
        predictions.add(record(sample.key(), json));
        if ((sample.ordinal + 1) % 100 == 0) {
            publish(learner.snapshot());
        }
    }

    /** As if a restart had lost the memory of the optimizers. */
    void forgetTheOptimizers() {
        learners.replaceAll(
                (key, learner) -> {
                    List<Page> pages = learner.snapshot().pages();
                    pages.get(0).longs("version", 1)[0]--;
                    pages.forEach(page -> page.removeIf(name -> name.startsWith("adam")));
                    return new Learner(key, CONFIG, new Adopt(key, pages));
                });
    }

    void end() {
        learners.forEach(
                (key, learner) -> {
                    if (!key.isEmpty()) {
                        publish(learner.snapshot());
                    }
                    report(learner.report());
                });
    }

    private Learner learner(String key) {
        return learners.computeIfAbsent(key, k -> new Learner(k, CONFIG));
    }

    private void report(Report report) {
        metrics.add(record(report.key(), ReportJson.write(report)));
    }

    private void publish(Snapshot snapshot) {
        models.add(record(snapshot.key(), ModelFormat.write(Model.of(snapshot, CONFIG))));
    }

    private void letter(RawRecord original, RejectReason reason) {
        List<RawRecord.Header> headers = new ArrayList<>(original.headers());
        headers.add(header("millrace.reason", reason.code()));
        headers.add(header("millrace.timestamp", Long.toString(original.timestamp())));
        headers.add(header("__connect.errors.topic", original.topic()));
        headers.add(header("__connect.errors.partition", Integer.toString(original.partition())));
        headers.add(header("__connect.errors.offset", Long.toString(original.offset())));
        deadLetters.add(with(original.key(), original.value(), headers));
    }

    static RawRecord.Header header(String name, String value) {
        return new RawRecord.Header(name, value.getBytes(UTF_8));
    }

    static RawRecord record(String key, byte[] value) {
        return with(key.getBytes(UTF_8), value, List.of());
    }

    static RawRecord with(byte[] key, byte[] value, List<RawRecord.Header> headers) {
        return new RawRecord(key, value, headers, "output", 0, 0, 0);
    }

    Verdict judge() {
        return new Audit(CONFIG, FormatConfig.defaults(), true)
                .judge(PLAYED, new Outputs(predictions, deadLetters, metrics, models));
    }
}
