package io.millrace.job;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageFactory;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.memory.MemoryBackendCheckpointStorageAccess;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;

/**
 * Checkpoints in memory that are slow to begin, as those of large state on a busy network: learning
 * goes on while they are written, and what is written must still be what was at the barrier.
 */
public final class LingeringStorage extends JobManagerCheckpointStorage {

    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 64 << 20;

    /** For Flink, which is configured with this class's name. */
    public static final class Factory implements CheckpointStorageFactory<LingeringStorage> {
        @Override
        public LingeringStorage createFromConfig(ReadableConfig config, ClassLoader classLoader) {
            return new LingeringStorage();
        }
    }

    @Override
    public CheckpointStorageAccess createCheckpointStorage(JobID job) throws IOException {
        return new MemoryBackendCheckpointStorageAccess(job, null, null, true, MAX_BYTES) {
            @Override
            public CheckpointStreamFactory resolveCheckpointStorageLocation(
                    long checkpoint, CheckpointStorageLocationReference reference) {
                return new Lingering(super.resolveCheckpointStorageLocation(checkpoint, reference));
            }
        };
    }

    private record Lingering(CheckpointStreamFactory streams) implements CheckpointStreamFactory {

        @Override
        public CheckpointStateOutputStream createCheckpointStateOutputStream(
                CheckpointedStateScope scope) throws IOException {
            Pace.awaitMoreRecords();
            return streams.createCheckpointStateOutputStream(scope);
        }

        @Override
        public boolean canFastDuplicate(StreamStateHandle handle, CheckpointedStateScope scope)
                throws IOException {
            return streams.canFastDuplicate(handle, scope);
        }

        @Override
        public List<StreamStateHandle> duplicate(
                List<StreamStateHandle> handles, CheckpointedStateScope scope) throws IOException {
            return streams.duplicate(handles, scope);
        }
    }
}
