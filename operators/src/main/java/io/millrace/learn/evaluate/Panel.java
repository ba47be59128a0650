package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tallies of the model and of each baseline over the same samples. */
final class Panel {

    private final List<String> names = new ArrayList<>();
    private final Tally model;
    private final List<Tally> baselines = new ArrayList<>();

    /**
     * @param name of this panel in its page, as {@code window}
     */
    Panel(Task task, Page page, String name, List<Baseline> baselines) {
        this.model = task.tally(page, name + ".model", Task.Detail.FULL);
        for (Baseline baseline : baselines) {
            names.add(baseline.name());
            this.baselines.add(task.tally(page, name + "." + baseline.name(), Task.Detail.COARSE));
        }
    }

    long samples() {
        return model.samples();
    }

    /**
     * Adds one sample.
     *
     * @param outcomes of the model, then of each baseline
     */
    void add(Outcome[] outcomes) {
        model.add(outcomes[0]);
        for (int b = 0; b < baselines.size(); b++) {
            baselines.get(b).add(outcomes[b + 1]);
        }
    }

    void merge(Panel other) {
        model.merge(other.model);
        for (int b = 0; b < baselines.size(); b++) {
            baselines.get(b).merge(other.baselines.get(b));
        }
    }

    void clear() {
        model.clear();
        baselines.forEach(Tally::clear);
    }

    Map<String, Double> metrics() {
        return model.metrics(baselines);
    }

    Map<String, Map<String, Double>> baselineMetrics() {
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        for (int b = 0; b < baselines.size(); b++) {
            byName.put(names.get(b), baselines.get(b).metrics(baselines));
        }
        return byName;
    }

    Map<String, Long> classes() {
        return model.classes();
    }

    long @Nullable [][] confusion() {
        return model.confusion();
    }
}
