package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.LearningEvent;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.format.FormatConfig;
import io.millrace.format.PredictionJson;
import io.millrace.format.RecordParsers;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The run that nothing happened to: plain learners over the records that were played. Says of each
 * record, window and version what the job must have put out.
 */
final class Undisturbed {

    private final LearnerConfig config;
    private final RecordParser parser;
    private final PredictionJson json;
    private final Fates fates;
    private final Windows windows;
    private final Versions versions;
    private final Map<String, Learner> learners = new TreeMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    Undisturbed(
            LearnerConfig config,
            FormatConfig format,
            Fates fates,
            Windows windows,
            Versions versions) {
        this.config = config;
        this.parser = RecordParsers.create(format, config.schema());
        this.json = new PredictionJson(config.schema().target());
        this.fates = fates;
        this.windows = windows;
        this.versions = versions;
    }

    void learn(RawRecord record) {
        Sample sample;
        try {
            sample = parser.parse(record);
        } catch (RejectedRecordException e) {
            learner(e.key()).reject(new Rejected(e.key(), e.reason()));
            fates.mustBeLetter(record, LetterPrint.of(record, e.reason()));
            return;
        } catch (RuntimeException e) {
            learner(LearningEvent.ONE_MODEL)
                    .reject(new Rejected(LearningEvent.ONE_MODEL, RejectReason.UNPARSABLE));
            fates.mustBeLetter(record, LetterPrint.of(record, RejectReason.UNPARSABLE));
            return;
        }
        requireOnePartition(sample);
        Learner learner = learner(sample.key());
        learner.learn(sample).forEach(windows::mustReport);
        if (!sample.admitted()) {
            fates.mustBeLetter(record, LetterPrint.of(record, RejectReason.DUPLICATE_ID));
            return;
        }
        fates.mustPredict(record, hash(sample));
        long every = config.admit().publishEvery();
        if (every > 0 && (sample.ordinal + 1) % every == 0) {
            versions.mustPublish(learner.snapshot());
        }
    }

    private Learner learner(String key) {
        return learners.computeIfAbsent(key, unused -> new Learner(key, config));
    }

    private void requireOnePartition(Sample sample) {
        Integer other = partitions.putIfAbsent(sample.key(), sample.partition);
        if (other != null && other != sample.partition) {
            throw new IllegalArgumentException(
                    String.format(
                            "model '%s' has samples in partitions %d and %d: there is no order"
                                    + " between them that an undisturbed run could follow",
                            sample.key(), other, sample.partition));
        }
    }

    private long hash(Sample sample) {
        double[] prediction = sample.prediction;
        if (prediction == null) {
            throw new IllegalStateException("a sample that was admitted has a prediction");
        }
        byte[] value =
                json.write(
                        new Prediction(
                                sample.key(),
                                sample.id(),
                                sample.partition,
                                sample.offset,
                                sample.eventTime,
                                prediction,
                                sample.decision,
                                sample.label()));
        return Hash.of(sample.key().getBytes(UTF_8), value);
    }

    /** The source has ended, as it does for a job that is drained. */
    void end() {
        learners.forEach(
                (key, learner) -> {
                    // A key without samples has dead letters only, and no model.
                    if (partitions.containsKey(key)) {
                        versions.mustPublish(learner.snapshot());
                    }
                    windows.mustReport(learner.report());
                });
    }
}
