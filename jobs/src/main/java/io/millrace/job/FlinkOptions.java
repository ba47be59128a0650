package io.millrace.job;

import io.millrace.config.RuntimeConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** From the configuration of a job to the options of Flink. */
public final class FlinkOptions {

    private FlinkOptions() {}

    /** The options of the environment that a job is to be defined in. */
    public static Configuration of(RuntimeConfig config) {
        Configuration options = new Configuration();
        options.set(CoreOptions.DEFAULT_PARALLELISM, config.parallelism());
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        options.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, config.checkpointTimeout());
        options.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        // A job that was cancelled can be taken up again.
        options.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        config.checkpointDirectory()
                .ifPresent(uri -> options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri));
        switch (config.backend()) {
            case HASHMAP -> options.set(StateBackendOptions.STATE_BACKEND, "hashmap");
            case ROCKSDB -> {
                options.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
                options.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            }
        }
        config.flink().forEach(options::setString);
        return options;
    }
}
