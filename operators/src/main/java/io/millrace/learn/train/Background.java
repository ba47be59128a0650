package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.drift.DriftDetector;
import java.lang.reflect.Array;
import java.util.Map;

/**
 * A model that is begun at a warning and learns beside the one that is served, to take its place
 * when the warning comes true (Gomes et al., "Adaptive random forests for evolving data stream
 * classification", Machine Learning 106, 2017, section 3). A second detector, that is sooner
 * alarmed, watches the served model's loss for warnings; each begins the model anew.
 */
final class Background {

    private static final String MODEL = "background";
    private static final String WARNING = "warning";

    private final TrainConfig config;
    private final Page page;
    private final Schema schema;
    private final DriftDetector warning;
    private final int[] begun;
    private GradientModel model;

    /**
     * @param page that of the model that is served
     */
    Background(TrainConfig config, Page page, Schema schema) {
        this.config = config;
        this.page = page.part(MODEL);
        this.schema = schema;
        String kind = config.drift().detector().name();
        Page part = page.part(WARNING);
        part.removeIf(name -> name.contains(".") && !name.startsWith(kind + '.'));
        this.warning = DriftDetector.bind(config.drift().warning(), part.part(kind));
        this.begun = part.ints("begun", 1);
        this.model = new GradientModel(config, this.page, schema);
    }

    /** Drops all that one has kept. */
    static void drop(Page page) {
        page.removeIf(name -> name.startsWith(MODEL + '.') || name.startsWith(WARNING + '.'));
    }

    /** Whether there was a warning since the last drift. */
    boolean begun() {
        return begun[0] != 0;
    }

    /** The arrays of the model. */
    Page page() {
        return page;
    }

    void observed(double loss, boolean drifted) {
        if (drifted) {
            begun[0] = 0;
            warning.restart();
        } else if (warning.observe(loss)) {
            begun[0] = 1;
            begin();
        }
    }

    private void begin() {
        copy(fresh(config, page, schema), page);
        if (page.has(Pending.SIZE)) {
            page.ints(Pending.SIZE, 1)[0] = 0;
        }
        model = new GradientModel(config, page, schema);
    }

    void learn(Sample sample) {
        if (begun()) {
            model.score(sample);
            model.learn(sample);
        }
    }

    /** The page of a new model. */
    static Page fresh(TrainConfig config, Page like, Schema schema) {
        Page fresh = new Page(like.stage());
        GradientModel unused = new GradientModel(config, fresh, schema);
        return fresh;
    }

    /** Puts the numbers of one model in the place of another's, but for samples that wait. */
    static void copy(Page from, Page to) {
        Map<String, Object> into = to.arrays();
        from.arrays()
                .forEach(
                        (name, array) -> {
                            if (!name.startsWith(Pending.PREFIX)) {
                                int length = Array.getLength(array);
                                System.arraycopy(array, 0, into.get(name), 0, length);
                            }
                        });
    }
}
