package io.millrace.learn.schedule;

import io.millrace.data.Page;
import org.jspecify.annotations.Nullable;

/** The learning rate of each step: the base rate, times what the schedule says. */
public final class LearningRate {

    private final double base;
    private final ScheduleConfig schedule;
    private final long[] steps;
    private final @Nullable Plateau plateau;

    public LearningRate(double base, ScheduleConfig schedule, Page page) {
        this.base = base;
        this.schedule = schedule;
        this.steps = page.longs("steps", 1);
        this.plateau =
                schedule.kind() == ScheduleConfig.Kind.PLATEAU ? new Plateau(schedule, page) : null;
    }

    /** The rate of the next step. */
    public double next() {
        double rate = base * schedule.factor(steps[0]);
        return plateau == null ? rate : rate * plateau.factor();
    }

    /** Counts a step. */
    public void advance() {
        steps[0]++;
    }

    /** Whether it asks for the loss of samples. */
    public boolean observes() {
        return plateau != null;
    }

    /** Takes in the loss of a sample, before it is learned. */
    public void observe(double loss) {
        if (plateau != null) {
            plateau.observe(loss);
        }
    }

    /** Starts the schedule anew. */
    public void restart() {
        steps[0] = 0;
        if (plateau != null) {
            plateau.restart();
        }
    }
}
