package io.millrace.learn;

import io.millrace.data.Adopt;
import io.millrace.data.Page;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.learn.admit.Admission;
import io.millrace.learn.clean.Cleaner;
import io.millrace.learn.evaluate.Evaluator;
import io.millrace.learn.history.History;
import io.millrace.learn.normalize.Normalizer;
import io.millrace.learn.rebalance.Rebalancer;
import io.millrace.learn.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All stages of one model in one plain object: what the Flink job does, without Flink. The job must
 * give the same numbers as this; tests hold it to that.
 */
public final class Learner {

    private final String key;
    private final List<Page> pages = new ArrayList<>();
    private final Admission admission;
    private final Cleaner cleaner;
    private final @Nullable History history;
    private final Normalizer normalizer;
    private final Rebalancer rebalancer;
    private final Trainer trainer;
    private final Evaluator evaluator;

    /** A new model. */
    public Learner(String key, LearnerConfig config) {
        this(key, config, new Adopt(key, List.of()));
    }

    /** A model that goes on from given pages, of which it takes copies. */
    public Learner(String key, LearnerConfig config, Adopt given) {
        this.key = key;
        Schema schema = config.schema();
        Schema widened = config.widened();
        this.admission = bind(config.admit(), schema, given);
        this.cleaner = bind(config.clean(), schema, given);
        this.history = config.history().isOn() ? bind(config.history(), schema, given) : null;
        this.normalizer = bind(config.normalize(), widened, given);
        this.rebalancer = bind(config.rebalance(), widened, given);
        this.trainer = bind(config.training(), widened, given);
        this.evaluator = bind(config.evaluate(), widened, given);
    }

    private <S> S bind(StageConfig<S> stage, Schema schema, Adopt given) {
        Page page = given.page(stage.stage()).map(Page::copy).orElse(new Page(stage.stage()));
        pages.add(page);
        return stage.bind(page, schema);
    }

    /**
     * Takes one sample through all stages; one that is {@linkplain Sample#admitted() not admitted}
     * counts as a dead letter.
     *
     * @return the reports of the windows that it closed; mostly none
     */
    public List<Report> learn(Sample sample) {
        admission.process(sample);
        if (!sample.admitted()) {
            reject(new Rejected(key, RejectReason.DUPLICATE_ID));
            return List.of();
        }
        cleaner.process(sample);
        if (history != null) {
            history.process(sample);
        }
        normalizer.process(sample);
        rebalancer.process(sample);
        trainer.process(sample);
        List<Report> reports = evaluator.evaluate(sample);
        for (Sample synthetic : rebalancer.augment(sample)) {
            trainer.process(synthetic);
        }
        return reports;
    }

    /** Counts a dead letter. */
    public void reject(Rejected rejected) {
        evaluator.reject(rejected);
    }

    /** The cumulative report as of now. */
    public Report report() {
        return evaluator.report(key);
    }

    /** The whole state as of now: a copy. */
    public Snapshot snapshot() {
        Snapshot snapshot = new Snapshot(key, admission.nextVersion());
        pages.forEach(page -> snapshot.add(page.copy()));
        return snapshot;
    }
}
