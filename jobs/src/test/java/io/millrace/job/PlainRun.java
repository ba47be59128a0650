package io.millrace.job;

import io.millrace.data.Adopt;
import io.millrace.data.DeadLetter;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.ParseOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a job must put out, worked out without Flink: one plain learner a model, and a loop. */
final class PlainRun {

    private final LearnerConfig config;
    private final List<Page> initialModel;
    private final Map<String, Learner> learners = new TreeMap<>();
    private final Map<String, Long> samples = new TreeMap<>();
    private final List<String> traces = new ArrayList<>();

    private PlainRun(LearnerConfig config, List<Page> initialModel) {
        this.config = config;
        this.initialModel = initialModel;
    }

    /** The traces of everything, sorted. */
    static List<String> of(
            Iterable<RawRecord> records,
            RecordParser parser,
            LearnerConfig config,
            List<Page> initialModel) {
        PlainRun run = new PlainRun(config, initialModel);
        for (RawRecord record : records) {
            try {
                run.learn(parser.parse(record));
            } catch (RejectedRecordException e) {
                run.reject(record, e);
            }
        }
        run.end();
        return run.traces.stream().sorted().toList();
    }

    private void learn(Sample sample) {
        Learner learner = learner(sample.key());
        learner.learn(sample).forEach(report -> traces.add(Traces.of(report)));
        if (!sample.admitted()) {
            return;
        }
        traces.add(
                Traces.of(
                        new Prediction(
                                sample.key(),
                                sample.id(),
                                sample.partition,
                                sample.offset,
                                sample.eventTime,
                                sample.prediction,
                                sample.decision,
                                sample.label())));
        samples.merge(sample.key(), 1L, Long::sum);
        if ((sample.ordinal + 1) % config.admit().publishEvery() == 0) {
            traces.add(Traces.of(learner.snapshot()));
        }
    }

    private void reject(RawRecord record, RejectedRecordException e) {
        learner(e.key()).reject(new Rejected(e.key(), e.reason()));
        traces.add(
                Traces.of(new DeadLetter(record, e.reason(), e.getMessage(), ParseOperator.STAGE)));
    }

    private void end() {
        samples.keySet().forEach(key -> traces.add(Traces.of(learners.get(key).snapshot())));
        learners.values().forEach(learner -> traces.add(Traces.of(learner.report())));
    }

    private Learner learner(String key) {
        return learners.computeIfAbsent(
                key, unused -> new Learner(key, config, new Adopt(key, initialModel)));
    }
}
