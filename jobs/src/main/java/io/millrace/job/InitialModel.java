package io.millrace.job;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.format.ModelFormat;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The model that every new model of a job starts from, if it is given one. */
final class InitialModel {

    private InitialModel() {}

    /**
     * The pages of the given model, or none.
     *
     * @throws SetupException if it cannot be read or does not fit, or if ND4J is needed and is not
     *     there
     */
    static List<Page> pages(JobConfig job) {
        Adopt given =
                job.initialModel()
                        .map(file -> read(Path.of(file), job.learner()))
                        .orElse(new Adopt(LearningEvent.ONE_MODEL, List.of()));
        tryOut(job.learner(), given);
        return given.pages();
    }

    private static Adopt read(Path file, LearnerConfig config) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return ModelFormat.read(bytes).adopt(LearningEvent.ONE_MODEL, config);
        } catch (NoSuchFileException e) {
            throw new SetupException("model.initial: there is no file '" + file + "'", e);
        } catch (IOException | RuntimeException e) {
            throw new SetupException(
                    "model.initial: '" + file + "' cannot be taken up: " + e.getMessage(), e);
        }
    }

    /** Binds every stage once, so that what a subtask would stumble over is said at the start. */
    private static void tryOut(LearnerConfig config, Adopt given) {
        try {
            new Learner(given.key(), config, given).snapshot();
        } catch (RuntimeException e) {
            throw new SetupException(String.valueOf(e.getMessage()), e);
        }
    }
}
