package io.millrace.config;

import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.data.Target.Regression;
import io.millrace.learn.select.SelectConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must hold for a population. */
final class PopulationChecks {

    private static final int MOST_CLASSES = 1000;

    /** A weight for each input and class, in each of several members. */
    private static final long MOST_WEIGHTS = 1L << 20;

    private static final Set<Option<JobConfig, ?>> OF_POPULATION =
            Set.of(
                    TrainOptions.TYPE,
                    TrainOptions.BUDGET,
                    TrainOptions.SHARE,
                    TrainOptions.GENERATION,
                    TrainOptions.MODEL_SEED,
                    TrainOptions.INITIAL);

    private static final List<Option<JobConfig, ?>> OF_ONE_NETWORK = ofOneNetwork();

    private final Rules rules;

    PopulationChecks(Rules rules) {
        this.rules = rules;
    }

    private static List<Option<JobConfig, ?>> ofOneNetwork() {
        List<Option<JobConfig, ?>> options = new ArrayList<>();
        for (Section section :
                List.of(
                        TrainOptions.MODEL,
                        TrainOptions.TRAIN,
                        OptimizerOptions.OPTIMIZER,
                        OptimizerOptions.SCHEDULE)) {
            options.addAll(section.fields().options());
        }
        options.removeAll(OF_POPULATION);
        options.add(DriftOptions.POLICY);
        return List.copyOf(options);
    }

    /** What describes one network says nothing to a population. */
    void keys() {
        if (rules.get(TrainOptions.TYPE) != SelectConfig.Type.AUTO) {
            return;
        }
        JobConfig usual = Sections.defaults("");
        for (Option<JobConfig, ?> option : OF_ONE_NETWORK) {
            rules.check(
                    rules.get(option).equals(option.in(usual)),
                    option,
                    "has no effect with model.type: auto, a population: leave it out",
                    TrainOptions.TYPE);
        }
    }

    /**
     * How large it becomes.
     *
     * @param schema with all further inputs
     */
    void size(Schema schema) {
        if (rules.get(TrainOptions.TYPE) != SelectConfig.Type.AUTO) {
            return;
        }
        Target label = schema.target();
        rules.check(
                rules.get(StageOptions.NORMALIZE_TARGET) || !(label instanceof Regression),
                StageOptions.NORMALIZE_TARGET,
                "must be true with model.type: auto and a label of type number, whose members"
                        + " learn it in standard units",
                TrainOptions.TYPE,
                SchemaOptions.LABEL);
        rules.check(
                label.size() <= MOST_CLASSES,
                SchemaOptions.LABEL,
                "has "
                        + label.size()
                        + " classes: at most "
                        + MOST_CLASSES
                        + " are allowed with model.type: auto",
                TrainOptions.TYPE);
        long weights = (long) schema.width() * (label.size() == 2 ? 1 : label.size());
        rules.check(
                weights <= MOST_WEIGHTS,
                TrainOptions.TYPE,
                String.format(
                        "must not be auto with %d inputs and %d classes, which make %d weights for"
                                + " each of its linear members: at most %d are allowed",
                        schema.width(), label.size(), weights, MOST_WEIGHTS),
                SchemaOptions.LABEL,
                SchemaOptions.FEATURES);
    }
}
