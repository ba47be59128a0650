package io.millrace.model;

import io.millrace.data.Adopt;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Snapshot;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.evaluate.Evaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One version of a model, whole: all that a scorer needs to give the trainer's own score, all that
 * a learner needs to go on from it, and where it came from.
 *
 * <p>Its pages are those of cleaning, history, normalising, rebalancing and training, with the
 * optimizer's memory. What belongs to the run rather than to the model is left out: samples that
 * wait in a mini-batch (arrays named {@code pending...}) or are remembered to make others from
 * ({@code window...}), the trainer's totals and losses, admission and evaluation.
 *
 * @param key the model's key in its stream
 * @param version counts up from 1 for each key
 * @param config what it was learned with, its schema first of all
 * @param metrics the metrics over the stream up to this version, by name
 * @param pages the state of its stages; never changed
 */
public record Model(
        String key,
        long version,
        LearnerConfig config,
        Lineage lineage,
        Map<String, Double> metrics,
        List<Page> pages) {

    /** Arrays that belong to a run. */
    private static final Set<String> RUN = Set.of("totals", "holdOut");

    /** What the names of more of them begin with: samples, which no model may give away. */
    private static final Set<String> RUN_PARTS = Set.of("pending", "window.");

    public Model {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        pages = List.copyOf(pages);
    }

    /**
     * The model that a snapshot collected, with the metrics that its page of evaluation tells.
     *
     * @param snapshot has passed all stages
     * @param config that of the stages
     */
    public static Model of(Snapshot snapshot, LearnerConfig config) {
        return of(snapshot, config, metrics(snapshot, config));
    }

    private static Map<String, Double> metrics(Snapshot snapshot, LearnerConfig config) {
        for (Page page : snapshot.pages()) {
            if (page.stage().equals(config.evaluate().stage())) {
                Evaluator evaluator = config.evaluate().bind(page.copy(), config.schema());
                return evaluator.report(snapshot.key()).cumulative();
            }
        }
        return Map.of();
    }

    /**
     * The model that a snapshot collected, with given metrics.
     *
     * @param snapshot has passed all stages
     * @param config that of the stages
     * @param metrics the metrics as of this version, those of {@link
     *     io.millrace.data.Report#cumulative()}
     */
    public static Model of(Snapshot snapshot, LearnerConfig config, Map<String, Double> metrics) {
        List<String> stages = stages(config);
        List<Page> pages = new ArrayList<>();
        for (Page page : snapshot.pages()) {
            Page published = published(page);
            if (stages.contains(page.stage()) && !published.arrays().isEmpty()) {
                pages.add(published);
            }
        }
        Lineage lineage = Lineage.of(snapshot, config.schema().target());
        return new Model(snapshot.key(), snapshot.version(), config, lineage, metrics, pages);
    }

    private static List<String> stages(LearnerConfig config) {
        return List.of(
                config.clean().stage(),
                config.history().stage(),
                config.normalize().stage(),
                config.rebalance().stage(),
                config.train().stage());
    }

    private static Page published(Page page) {
        Page published = new Page(page.stage());
        page.copy()
                .arrays()
                .forEach(
                        (name, array) -> {
                            if (RUN_PARTS.stream().noneMatch(name::startsWith)
                                    && !RUN.contains(name)) {
                                published.put(name, array);
                            }
                        });
        return published;
    }

    /** The page of a stage, empty if the model has none. Not a copy. */
    Page page(String stage) {
        return pages.stream()
                .filter(page -> page.stage().equals(stage))
                .findFirst()
                .orElseGet(() -> new Page(stage));
    }

    /**
     * The event by which a learner takes this model over.
     *
     * @param key the model of the learner that is to become this one
     * @param into the learner's configuration
     * @throws PageMismatchException if the model does not fit it: other features, target, scaling
     *     or architecture. The learner's optimizer may differ; it starts afresh where the model has
     *     no memory of its kind
     */
    public Adopt adopt(String key, LearnerConfig into) {
        Fit.require(this, into);
        Page trained = Fit.trained(this, into);
        return new Adopt(
                key,
                pages.stream()
                        .map(page -> page.stage().equals(trained.stage()) ? trained : page)
                        .toList());
    }
}
