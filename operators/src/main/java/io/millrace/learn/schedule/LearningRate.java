package io.millrace.learn.schedule;

import io.millrace.data.Page;
import org.jspecify.annotations.Nullable;

/** The learning rate of each step: the base rate, times what the schedule says, and a raise. */
public final class LearningRate {

    private final double base;
    private final ScheduleConfig schedule;
    private final long[] steps;
    private final @Nullable Plateau plateau;
    private final @Nullable Raise raise;

    public LearningRate(double base, ScheduleConfig schedule, Page page) {
        this(base, schedule, page, null);
    }

    /**
     * @param raise begins when {@link #raise} is called; null for never
     */
    public LearningRate(double base, ScheduleConfig schedule, Page page, @Nullable Raise raise) {
        this.base = base;
        this.schedule = schedule;
        this.steps = page.longs("steps", 1);
        this.plateau =
                schedule.kind() == ScheduleConfig.Kind.PLATEAU ? new Plateau(schedule, page) : null;
        this.raise = raise;
        if (raise == null) {
            Raise.drop(page);
        }
    }

    /** The rate of the next step. */
    public double next() {
        double rate = base * schedule.factor(steps[0]);
        double lowered = plateau == null ? rate : rate * plateau.factor();
        return raise == null ? lowered : lowered * raise.factor();
    }

    /** Counts a step. */
    public void advance() {
        steps[0]++;
        if (raise != null) {
            raise.advance();
        }
    }

    /** Raises the rate for a while, if it is one that can be raised. */
    public void raise() {
        if (raise != null) {
            raise.begin();
        }
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
        if (raise != null) {
            raise.restart();
        }
    }
}
