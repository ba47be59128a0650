package io.millrace.job;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.learn.Learner;
import java.util.List;

/** The model that every new model of a job starts from, if it is given one. */
final class InitialModel {

    private InitialModel() {}

    /**
     * The given model's pages, or none. Binds every stage to them once, so that what a subtask
     * would stumble over is said before the job starts.
     *
     * @throws SetupException if the model cannot be read or does not fit, or ND4J is needed and not
     *     there
     */
    static List<Page> pages(JobConfig config) {
        Adopt given = new Adopt(LearningEvent.ONE_MODEL, List.of());
        try {
            return new Learner(given.key(), config.learner(), given).snapshot().pages().isEmpty()
                    ? List.of()
                    : given.pages();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new SetupException(String.valueOf(e.getMessage()), e);
        }
    }
}
