package io.millrace.operator;

import java.io.IOException;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Which models have had their last word. A task that fails when its stream has ended, and when all
 * that the end brought is committed, comes back to the same end; as does a job that is started
 * again from the savepoint it was drained into. Saying it all again would publish it twice.
 */
final class StreamEnd {

    private final ValueState<Long> told;

    StreamEnd(KeyedStateStore store) {
        told = store.getState(new ValueStateDescriptor<>("ended", Types.LONG));
    }

    /**
     * Whether the current key has anything to say at the end, which it then has said.
     *
     * @param records that the model has seen by now
     */
    boolean isNews(long records) throws IOException {
        Long before = told.value();
        if (before != null && before == records) {
            return false;
        }
        told.update(records);
        return true;
    }
}
