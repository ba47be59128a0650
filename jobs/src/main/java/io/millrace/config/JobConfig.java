package io.millrace.config;

import io.millrace.learn.LearnerConfig;
import java.util.Optional;

/**
 * A training job, whole.
 *
 * @param name the job's name, also the prefix of its consumer group and Kafka transactions
 * @param source where samples come from and how they are written
 * @param learner what is learned from them
 * @param initialModel a safetensors file that every new model starts from
 * @param sinks where the results go
 * @param runtime how Flink runs it
 */
public record JobConfig(
        String name,
        SourceConfig source,
        LearnerConfig learner,
        Optional<String> initialModel,
        SinksConfig sinks,
        RuntimeConfig runtime) {

    /**
     * A job that reads the topic of its own name, and has all else at its defaults.
     *
     * @param name see {@link #name()}
     * @param bootstrapServers see {@link SourceConfig#bootstrapServers()}
     */
    public static JobConfig defaults(String name, String bootstrapServers, LearnerConfig learner) {
        return new JobConfig(
                name,
                SourceConfig.defaults(name, bootstrapServers, name),
                learner,
                Optional.empty(),
                SinksConfig.defaults(name),
                RuntimeConfig.defaults());
    }
}
