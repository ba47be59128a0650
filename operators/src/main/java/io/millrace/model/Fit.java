package io.millrace.model;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.Network;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.Objects;

/** Whether a model fits a configuration, and if not, what differs. */
final class Fit {

    private Fit() {}

    /**
     * @throws PageMismatchException naming what differs, what the model has and what is asked for
     */
    static void require(Model model, LearnerConfig into) {
        LearnerConfig own = model.config();
        requireSame(model, "features", own.schema().features(), into.schema().features());
        requireSame(model, "history", own.history(), into.history());
        requireSame(model, "target", own.schema().target(), into.schema().target());
        requireSame(model, "scaling", own.normalize().method(), into.normalize().method());
        if (into.schema().target() instanceof Target.Regression) {
            requireSame(
                    model, "target scaling", own.normalize().target(), into.normalize().target());
        }
        requireSame(model, "type", own.select().type(), into.select().type());
        if (own.select().type() == SelectConfig.Type.AUTO) {
            requireSame(model, "budget", own.select().budget(), into.select().budget());
            requireSame(model, "seed", own.train().model().seed(), into.train().model().seed());
        } else {
            requireNetwork(model, own.train().model(), into.train().model());
        }
        requireSame(model, "scores", link(own), link(into));
        requireParameters(model, into);
        into.clean().bind(model.page("clean").copy(), into.schema());
        into.history().bind(model.page("history").copy(), into.schema());
        into.normalize().bind(model.page("normalize").copy(), into.widened());
        into.rebalance().bind(model.page("rebalance").copy(), into.widened());
        rowByRow(into).training().bind(trained(model, into), into.widened());
    }

    private static void requireNetwork(Model model, ModelConfig own, ModelConfig asked) {
        requireSame(model, "hidden layers", own.hidden(), asked.hidden());
        if (!own.hidden().isEmpty()) {
            requireSame(model, "activation", own.activation(), asked.activation());
        }
        requireSame(model, "factors", own.factors(), asked.factors());
        requireInputs(model, own.inputs(), asked.inputs());
        if (own.inputs().fourier() > 0) {
            requireSame(model, "seed of Fourier features", own.seed(), asked.seed());
        }
    }

    /** What they take no part in may differ. */
    private static void requireInputs(Model model, InputsConfig own, InputsConfig asked) {
        requireSame(model, "interactions", own.interactions(), asked.interactions());
        if (!own.interactions().isEmpty()) {
            requireSame(model, "interaction buckets", own.buckets(), asked.buckets());
        }
        requireSame(model, "Fourier features", own.fourier(), asked.fourier());
        if (own.fourier() > 0) {
            requireSame(model, "bandwidth", own.bandwidth(), asked.bandwidth());
        }
    }

    private static Loss.Link link(LearnerConfig config) {
        return Loss.of(config.train().loss(), config.schema().target()).link();
    }

    /** A copy of what was trained, without the memory of an optimizer that cannot go on. */
    static Page trained(Model model, LearnerConfig into) {
        Page page = model.page("train").copy();
        if (into.select().type() == SelectConfig.Type.AUTO) {
            return page;
        }
        String own = model.config().train().optimizer().memory();
        if (!own.equals(into.train().optimizer().memory())) {
            page.removeIf(name -> !name.equals("params") && !name.equals("steps"));
        }
        return page;
    }

    private static void requireSame(Model model, String what, Object own, Object asked) {
        if (!Objects.equals(own, asked)) {
            throw mismatch(model, what, own, asked);
        }
    }

    /** Before anything is allocated by the size that a configuration asks for. */
    static void requireParameters(Model model, LearnerConfig into) {
        if (into.select().type() == SelectConfig.Type.AUTO) {
            return;
        }
        TrainConfig train = into.train();
        try {
            Loss.of(train.loss(), into.schema().target());
            train.model().inputs().tail(into.widened());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new PageMismatchException(
                    String.format(
                            "model '%s' version %d does not fit its own target or features: %s",
                            model.key(), model.version(), e.getMessage()));
        }
        Object params = model.page("train").arrays().get("params");
        int own = params instanceof float[] array ? array.length : 0;
        long asked = parameters(into.train(), into.widened());
        if (own != asked) {
            throw mismatch(model, "number of parameters", own, asked);
        }
    }

    private static long parameters(TrainConfig config, Schema schema) {
        int outputs = Loss.of(config.loss(), schema.target()).outputs();
        try {
            return new Network(config.model(), schema, outputs).parameters();
        } catch (ArithmeticException overflow) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * The same training without room for a mini-batch, and without a watch for drifts: it binds the
     * same parameters and scores alike.
     */
    static LearnerConfig rowByRow(LearnerConfig learner) {
        TrainConfig train = learner.train();
        return new LearnerConfig(
                learner.schema(),
                learner.admit(),
                learner.clean(),
                learner.normalize(),
                learner.rebalance(),
                new TrainConfig(
                        train.model(),
                        train.optimizer(),
                        train.schedule(),
                        1,
                        train.epochs(),
                        train.l2(),
                        train.clipNorm(),
                        train.clipValue(),
                        TrainConfig.Compute.LOOPS,
                        train.loss(),
                        train.regularize(),
                        DriftConfig.none()),
                learner.evaluate(),
                learner.select(),
                learner.history());
    }

    private static PageMismatchException mismatch(
            Model model, String what, Object own, Object asked) {
        return new PageMismatchException(
                String.format(
                        "model '%s' version %d does not fit: its %s: %s; asked for: %s",
                        model.key(), model.version(), what, own, asked));
    }
}
