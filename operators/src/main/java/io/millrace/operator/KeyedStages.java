package io.millrace.operator;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.train.MissingNd4jException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The working set of an operator: the stages of the keys seen lately, each bound to its page.
 *
 * <p>Pages change in place, behind the back of the state backend, so the two must meet at every
 * checkpoint: {@link #release} writes every page back and lets go of it. Letting go is not a matter
 * of memory. While a checkpoint is still being written, the heap backend hands out a copy of what
 * it holds and keeps the original for the checkpoint; a stage that went on with the page it had
 * would change the checkpoint under the writer's hands.
 *
 * @param <S> the stage
 */
final class KeyedStages<S> {

    /**
     * A stage at work on the page of one key.
     *
     * @param isNew whether the state had no page of this key yet
     */
    record Bound<S>(String key, Page page, S stage, boolean isNew, long bytes) {}

    private final StageConfig<S> config;
    private final Schema schema;
    private final ValueState<Page> state;
    private final Consumer<String> setCurrentKey;
    private final long capacity;
    private final LinkedHashMap<String, Bound<S>> recent = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private @Nullable Bound<S> last;

    /**
     * @param setCurrentKey makes {@code state} that of a key
     * @param capacity bytes of pages to keep at hand, beside the one in use
     */
    KeyedStages(
            StageConfig<S> config,
            Schema schema,
            ValueState<Page> state,
            Consumer<String> setCurrentKey,
            long capacity) {
        this.config = config;
        this.schema = schema;
        this.state = state;
        this.setCurrentKey = setCurrentKey;
        this.capacity = capacity;
    }

    /**
     * @param key the current key
     */
    Bound<S> of(String key) throws IOException {
        Bound<S> hit = last;
        if (hit != null && hit.key.equals(key)) {
            return hit;
        }
        Bound<S> bound = recent.get(key);
        if (bound == null) {
            Page page = state.value();
            bound = bind(key, page == null ? new Page(config.stage()) : page, page == null);
        }
        last = bound;
        return bound;
    }

    /**
     * Puts a page in the place of what the key has.
     *
     * @param key the current key
     * @param page owned by the stage from now on
     */
    Bound<S> replace(String key, Page page) throws IOException {
        last = bind(key, page, false);
        return last;
    }

    private Bound<S> bind(String key, Page page, boolean isNew) throws IOException {
        S stage = bind(page);
        Bound<S> bound = new Bound<>(key, page, stage, isNew, page.bytes());
        Bound<S> before = recent.put(key, bound);
        bytes += bound.bytes - (before == null ? 0 : before.bytes);
        if (bytes > capacity && recent.size() > 1) {
            evict(key);
        }
        return bound;
    }

    private S bind(Page page) {
        try {
            return config.bind(page, schema);
        } catch (PageMismatchException | MissingNd4jException e) {
            throw new UnrecoverableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Looks whether the page of the current key fits, and leaves it as it is.
     *
     * @throws UnrecoverableException if it was written under a configuration that does not fit
     */
    void requireFit() throws IOException {
        Page page = state.value();
        if (page != null) {
            bind(page.copy());
        }
    }

    /** Lets go of the keys that were not seen for longest, but not of this one. */
    private void evict(String key) throws IOException {
        Iterator<Bound<S>> eldest = recent.values().iterator();
        while (bytes > capacity && recent.size() > 1) {
            Bound<S> bound = eldest.next();
            writeBack(bound);
            eldest.remove();
            bytes -= bound.bytes;
        }
        setCurrentKey.accept(key);
    }

    /** Writes all pages back to the state and forgets them. Leaves any key as the current one. */
    void release() throws IOException {
        writeBack();
        forget();
    }

    void writeBack() throws IOException {
        for (Bound<S> bound : recent.values()) {
            writeBack(bound);
        }
    }

    void forget() {
        recent.clear();
        bytes = 0;
        last = null;
    }

    private void writeBack(Bound<S> bound) throws IOException {
        setCurrentKey.accept(bound.key);
        state.update(bound.page);
    }
}
