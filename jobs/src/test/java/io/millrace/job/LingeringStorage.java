package io.millrace.job;

import io.millrace.job.Fault.Moment;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.CheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageFactory;
import org.apache.flink.runtime.state.CheckpointStorageLocation;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.memory.MemoryBackendCheckpointStorageAccess;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;

/**
 * Checkpoints in memory that are slow to begin, as those of large state on a busy network: learning
 * goes on while they are written, and what is written must still be what was at the barrier. They
 * fail as the {@link FaultPlan} says, in a task ({@link #FILES}) or when all tasks have done their
 * part ({@link #METADATA}).
 */
public final class LingeringStorage extends JobManagerCheckpointStorage {

    /** The names of this storage in the plan. */
    static final String FILES = "storage of files";

    static final String METADATA = "storage of metadata";

    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 64 << 20;
    private static final AtomicInteger WRITING = new AtomicInteger();

    /** For Flink, which is configured with this class's name. */
    public static final class Factory implements CheckpointStorageFactory<LingeringStorage> {
        @Override
        public LingeringStorage createFromConfig(ReadableConfig config, ClassLoader classLoader) {
            return new LingeringStorage();
        }
    }

    /** Whether a task is writing a checkpoint right now. */
    static boolean isWriting() {
        return WRITING.get() > 0;
    }

    @Override
    public CheckpointStorageAccess createCheckpointStorage(JobID job) throws IOException {
        Set<Long> begun = ConcurrentHashMap.newKeySet();
        return new MemoryBackendCheckpointStorageAccess(job, null, null, true, MAX_BYTES) {
            @Override
            public CheckpointStreamFactory resolveCheckpointStorageLocation(
                    long checkpoint, CheckpointStorageLocationReference reference) {
                CheckpointStreamFactory files =
                        super.resolveCheckpointStorageLocation(checkpoint, reference);
                return new Lingering(files, () -> begun.add(checkpoint));
            }

            @Override
            public CheckpointStorageLocation initializeLocationForCheckpoint(long checkpoint)
                    throws IOException {
                return new Location(super.initializeLocationForCheckpoint(checkpoint));
            }
        };
    }

    /** Files that are slow to begin; the first of a checkpoint in each task, which is enough. */
    private record Lingering(CheckpointStreamFactory files, BooleanSupplier first)
            implements CheckpointStreamFactory {

        @Override
        public CheckpointStateOutputStream createCheckpointStateOutputStream(
                CheckpointedStateScope scope) throws IOException {
            if (first.getAsBoolean()) {
                WRITING.incrementAndGet();
                Pace.awaitMoreRecords();
                WRITING.decrementAndGet();
            }
            FaultPlan.pass(FILES, Moment.STORE);
            return files.createCheckpointStateOutputStream(scope);
        }

        @Override
        public boolean canFastDuplicate(StreamStateHandle handle, CheckpointedStateScope scope)
                throws IOException {
            return files.canFastDuplicate(handle, scope);
        }

        @Override
        public List<StreamStateHandle> duplicate(
                List<StreamStateHandle> handles, CheckpointedStateScope scope) throws IOException {
            return files.duplicate(handles, scope);
        }
    }

    /** Where the JobManager writes what a whole checkpoint consists of. */
    private record Location(CheckpointStorageLocation location)
            implements CheckpointStorageLocation {

        @Override
        public CheckpointMetadataOutputStream createMetadataOutputStream() throws IOException {
            FaultPlan.pass(METADATA, Moment.STORE);
            return location.createMetadataOutputStream();
        }

        @Override
        public void disposeOnFailure() throws IOException {
            location.disposeOnFailure();
        }

        @Override
        public CheckpointStorageLocationReference getLocationReference() {
            return location.getLocationReference();
        }

        @Override
        public CheckpointStateOutputStream createCheckpointStateOutputStream(
                CheckpointedStateScope scope) throws IOException {
            return location.createCheckpointStateOutputStream(scope);
        }

        @Override
        public boolean canFastDuplicate(StreamStateHandle handle, CheckpointedStateScope scope)
                throws IOException {
            return location.canFastDuplicate(handle, scope);
        }

        @Override
        public List<StreamStateHandle> duplicate(
                List<StreamStateHandle> handles, CheckpointedStateScope scope) throws IOException {
            return location.duplicate(handles, scope);
        }
    }
}
